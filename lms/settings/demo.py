"""The furnished demo of `make run`: a real site in every respect, but with open accounts and no second factor.

It is a module of its own so that no variable can turn a real site into a demo: production.py refuses DEMO=1,
and `manage.py prepare` refuses to open a site under these settings that was not furnished as a demo.
"""

from .base import *  # noqa: F403

DEMO = True
