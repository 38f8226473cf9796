"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # what a site writes is for its owner only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
application = get_wsgi_application()

# What is loaded by now stays: Python need not look through it for loops again, and workers go on sharing its memory.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
