"""Before everything is handed in, once: what was said and the page has not shown yet as it will be taken.

A number is shown as it was read, unless nobody could read it otherwise; a case that goes on shows where it leads. The
page tells by hidden fields (`r3`) which readings it has shown, so that a second submit hands in what was seen.
"""

from collections.abc import Iterable

from curriculum.models import Kind
from curriculum.scenarios import open_step

from .asking import number_read
from .models import Answer


def has_readings(answers: Iterable[Answer], given: dict[int, object]) -> bool:
    """Whether a number is given that could be read in more than one way; no query."""
    return any(
        answer.version.kind == Kind.NUMERIC and not _is_plain(given.get(answer.position))
        for answer in answers
    )


def goes_on(answers: Iterable[Answer], given: dict[int, object]) -> bool:
    """Whether a case leads to a step that was not shown yet. `answers` are those before what is given now."""
    return any(_went_on(answer, given) for answer in answers)


def unseen_numbers(answers: Iterable[Answer], seen) -> list[int]:
    """Positions of numbers whose reading `seen` (what the form says) does not have; texts are fetched."""
    return [
        answer.position
        for answer in answers
        if answer.version.kind == Kind.NUMERIC
        and not _is_plain(answer.given)
        and number_read(answer) != seen.get(f"r{answer.position}", "")
    ]


def _is_plain(typed) -> bool:
    """Digits without any sign read the same in every language."""
    typed = (typed or "").strip()
    return not typed or (typed.isascii() and typed.isdecimal())


def _went_on(answer: Answer, given: dict[int, object]) -> bool:
    if answer.version.kind != Kind.SCENARIO or answer.position not in given:
        return False
    key, now = answer.version.key, given[answer.position]
    before = open_step(key, answer.given)
    return open_step(key, now) not in (before, None)
