"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # what a site writes is for its owner only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()
