"""Whole stories in a browser, against the process of `make run`: no Django, no database, only what a person sees."""
