"""Is a question harder in one language than in the others, for people who know equally much?

The Mantel–Haenszel procedure as the Educational Testing Service uses it (Holland and Thayer 1988; Zwick 2012, ETS
Research Report 12-08). Significance is that of the delta itself, as advised for small numbers (Paek 2010, Applied
Psychological Measurement 34). A question that is harder only in translation is probably translated badly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, inf, log, sqrt

#: with fewer comparable answers in the language, or in the others, nothing is said
ENOUGH = 20
#: one-sided and two-sided limits of the normal distribution at five per cent
ONE_SIDED, TWO_SIDED = 1.645, 1.960
#: people count as equal whose share of all marks lies in the same tenth
BANDS = 10


class Size(StrEnum):
    """How large a difference is: negligible, moderate, large."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Stratum:
    """People who know equally much: how many were right and wrong in the language, and in all others."""

    right: int
    wrong: int
    other_right: int
    other_wrong: int

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.other_right + self.other_wrong

    @property
    def compares(self) -> bool:
        """Whether there is somebody on both sides."""
        return bool(self.right + self.wrong and self.other_right + self.other_wrong)


@dataclass(frozen=True, slots=True)
class Difference:
    """`alpha` is the common odds ratio, above 1 where the language is harder; `delta` is −2.35 ln alpha.

    `answers` and `other_answers` are those that could be compared; `error` is the standard error of delta.
    """

    alpha: float
    delta: float
    error: float
    size: Size
    answers: int
    other_answers: int

    @property
    def harder(self) -> bool:
        return self.delta < 0


def compare_languages(answers: Iterable[tuple[str, float, bool]]) -> dict[str, Difference | None]:
    """Each language against all others together; answers as (language, share of all marks, all of this question's?)."""
    bands: dict[int, Counter] = defaultdict(Counter)
    for language, share, right in answers:
        bands[round(float(share) * BANDS)][language, right] += 1
    languages = sorted({language for counts in bands.values() for language, _right in counts})
    return {language: compare(_strata(bands, language)) for language in languages}


def _strata(bands: dict[int, Counter], language: str) -> Iterator[Stratum]:
    for _band, counts in sorted(bands.items()):
        right, wrong = counts[language, True], counts[language, False]
        all_right = sum(count for (_language, of_right), count in counts.items() if of_right)
        yield Stratum(right, wrong, all_right - right, counts.total() - all_right - wrong)


def compare(strata: Iterable[Stratum], *, enough: int = ENOUGH) -> Difference | None:
    """None where too few answers can be compared, or where an odds ratio cannot be told (all right, or all wrong)."""
    used = [stratum for stratum in strata if stratum.compares]
    answers = sum(stratum.right + stratum.wrong for stratum in used)
    other_answers = sum(stratum.other_right + stratum.other_wrong for stratum in used)
    easier = fsum(s.right * s.other_wrong / s.total for s in used)
    harder = fsum(s.other_right * s.wrong / s.total for s in used)
    if min(answers, other_answers) < enough or not easier or not harder:
        return None
    alpha = harder / easier
    delta, error = -2.35 * log(alpha), 2.35 * sqrt(_variance_of_log(used, harder, easier))
    return Difference(alpha, delta, error, size_of(delta, error), answers, other_answers)


def size_of(delta: float, error: float) -> Size:
    """A: below 1, or it may be chance. C: at least 1.5, and more than 1 beyond chance. B: what lies between."""
    size = abs(delta)
    if size < 1 or size / (error or inf) <= TWO_SIDED:
        return Size.A
    return Size.C if size >= 1.5 and size - ONE_SIDED * error > 1 else Size.B


def _variance_of_log(used: list[Stratum], harder: float, easier: float) -> float:
    """Of ln alpha, by Robins, Breslow and Greenland (1986), Biometrics 42; good for few large and many small strata."""
    of_harder = mixed = of_easier = 0.0
    for s in used:
        with_harder, with_easier = (s.other_right + s.wrong) / s.total, (s.other_wrong + s.right) / s.total
        own_harder, own_easier = s.other_right * s.wrong / s.total, s.other_wrong * s.right / s.total
        of_harder += with_harder * own_harder
        mixed += with_harder * own_easier + with_easier * own_harder
        of_easier += with_easier * own_easier
    return of_harder / (2 * harder**2) + mixed / (2 * harder * easier) + of_easier / (2 * easier**2)
