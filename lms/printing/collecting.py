"""Python looks through what was made again and again, for loops to free: a page is a hundred thousand small objects."""

import gc
from contextlib import contextmanager


@contextmanager
def no_collecting():
    """It looks once, afterwards. Let go inside of what was made: what is free by then costs nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
