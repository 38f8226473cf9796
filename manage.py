#!/usr/bin/env python
"""Django's command line, on the settings of a real site unless told otherwise."""

import os
import sys

if __name__ == "__main__":
    os.umask(0o077)  # what a site writes is for its owner only
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
