"""Checks of the whole site, run by `manage.py check`."""
