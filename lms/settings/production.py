"""For a real site: HTTPS wherever the address of the site says so, nothing shown of an error."""

from .base import *  # noqa: F403

DEBUG = False
HTTPS = BASE_URL.startswith("https://")  # noqa: F405
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None  # noqa: F405
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
