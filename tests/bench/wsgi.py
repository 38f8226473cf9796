"""What gunicorn serves: plain views through Django's own middleware, everything else as the site does."""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test.utils import override_settings

from lms.wsgi import application as site


class PlainHandler(WSGIHandler):
    """A Django as it comes, in the same process."""

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=settings.PLAIN_MIDDLEWARE):
            super().load_middleware(is_async)


plain = PlainHandler()


def application(environ, start_response):
    handler = plain if environ["PATH_INFO"].startswith("/plain/") else site
    return handler(environ, start_response)
