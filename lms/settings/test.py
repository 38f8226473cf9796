"""For the suite: fast hashes, files in a scratch folder, mail in memory."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403

SECRET_KEY = "a secret of tests only"  # noqa: S105
CODE_KEY = "a key of tests only"
SCRATCH = Path(tempfile.mkdtemp(prefix="wohnlotse-test-"))
MEDIA_ROOT = SCRATCH / "media"
PRIVATE_ROOT = SCRATCH / "private"
STORAGES["private"]["OPTIONS"]["location"] = PRIVATE_ROOT  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "db": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"},
}
if not env.text("DATABASE_URL"):  # noqa: F405
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
