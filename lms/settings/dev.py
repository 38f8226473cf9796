"""For work on the code: pages show their errors, static files need no collecting."""

from .base import *  # noqa: F403

DEBUG = True
DEMO = env.flag("DEMO")  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
ROOT_URLCONF = "lms.style_guide"  # the site, and all components at /style-guide/de/
