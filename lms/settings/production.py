"""For a real site: HTTPS wherever the address of the site says so, nothing shown of an error."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403

if env.flag("DEMO"):  # noqa: F405
    raise ImproperlyConfigured(
        "DEMO=1 waives the second factor and opens accounts whose passwords are public: not on a real site. "
        "Unset DEMO, or start the furnished demo with `make run`."
    )

DEBUG = False
HTTPS = BASE_URL.startswith("https://")  # noqa: F405
BEHIND_PROXY = env.flag("BEHIND_PROXY")  # noqa: F405
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # whose X-Forwarded-For is believed, for brakes
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, without HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
