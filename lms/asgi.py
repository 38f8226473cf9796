"""The same site for an asynchronous server."""

import os

from django.core.asgi import get_asgi_application

os.umask(0o077)  # what a site writes is for its owner only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_asgi_application()
