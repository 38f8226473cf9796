"""`make bench`: what pages cost, measured against plain views of the same Django. Read in `docs/bench.md`."""
