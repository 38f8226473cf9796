"""What the person at the terminal reads: steps that are done, and one clear sentence where it cannot go on."""

import sys
import time


class CannotGoOn(Exception):
    """Carries the sentence that names the reason and what to do about it."""


def tell(sentence):
    print(sentence, flush=True)


class Step:
    """`with Step("Database"):` prints the name first, and behind it how long it took."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        tell(f"-> {self.name}")
        self.began = time.monotonic()
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            tell(f"   {time.monotonic() - self.began:.1f} s")


def ending_with_a_sentence(verb):
    """Run `verb`; a `CannotGoOn` becomes its sentence and exit code 1, Ctrl-C becomes 130."""
    try:
        verb()
    except CannotGoOn as reason:
        print(f"\n{reason}\n", file=sys.stderr, flush=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
