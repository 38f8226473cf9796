"""A real site in every respect, and beside it plain views to compare with: as `startproject` would set them up."""

import copy

from lms.settings.production import *  # noqa: F403
from lms.settings.production import DATABASES, TEMPLATES

ROOT_URLCONF = "tests.bench.site"
LOGGING = {"version": 1, "disable_existing_loggers": True}  # a line a request would be measured, too
DATABASES = copy.deepcopy(DATABASES)

PLAIN_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    *TEMPLATES,
    {
        "NAME": "plain",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],  # noqa: F405
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
