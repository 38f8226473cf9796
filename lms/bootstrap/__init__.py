"""From a fresh clone to a running site, with nothing but Python's standard library: it runs before `.venv` exists."""
