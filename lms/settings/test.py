"""For the suite: fast hashes, every file in a scratch folder of its own, mail in memory."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="wohnlotse-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
os.environ["DATA_DIR"] = str(SCRATCH)  # before base looks: the suite never touches the data of a site

from .base import *  # noqa: E402, F403

SECRET_KEY = "a secret of tests only"  # noqa: S105
CODE_KEY = "a key of tests only"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
LOCALE_PATHS = []  # the suite reads the sentences of the code, the journeys read their translations
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {
    "default": {"BACKEND": "tests.indexing.OnlyWhereAsked"},
    "db": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"},
}
if not env.text("DATABASE_URL"):  # noqa: F405
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
if template := env.text("DATABASE_TEMPLATE"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}  # noqa: F405 - a database with all tables, to be copied
