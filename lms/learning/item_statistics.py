"""Item and test statistics of a quiz, by Moodle's definitions (Quiz statistics calculations, docs.moodle.org).

Everything is a pure function of a table of marks. Sums are exact (`math.fsum`), so that the order of the attempts
changes no digit.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, isfinite, isnan, nan, sqrt
from operator import mul

#: differences below this share of the values are those of the arithmetic, not of the attempts
NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One question. `facility` is a share of the possible marks, `sd` in marks, the other three in per cent."""

    count: int
    facility: float | None
    sd: float | None
    effective_weight: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """The quiz as a whole. Median, mean, `sd` and `standard_error` in marks, `cic` and `error_ratio` in per cent.

    `cic` is the coefficient of internal consistency (Cronbach's alpha).
    """

    count: int
    median: float | None
    mean: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    cic: float | None
    error_ratio: float | None
    standard_error: float | None


@dataclass(frozen=True, slots=True)
class Statistics:
    items: list[ItemStatistics]
    test: QuizStatistics


@dataclass(frozen=True, slots=True)
class Spread:
    """Values as their differences from the mean; what is all the same has differences of exactly 0."""

    mean: float
    differences: Sequence[float]

    @classmethod
    def of(cls, values: Sequence[float], *, within: Sequence[float] = ()) -> "Spread":
        """`within` are the larger numbers from which the values were taken away, if they were."""
        low, high = min(values), max(values)
        mean = fsum(values) / len(values)
        if high - low <= NOISE * max(-low, high, max(within, default=0)):
            return cls(mean, [0.0] * len(values))
        return cls(mean, [value - mean for value in values])

    @property
    def variance(self) -> float | None:
        return self.covariance(self)

    @property
    def sd(self) -> float | None:
        variance = self.variance
        return None if variance is None else sqrt(variance)

    def covariance(self, other: "Spread") -> float | None:
        """With n − 1 below; None for fewer than two values."""
        if len(self.differences) < 2:
            return None
        products = map(mul, self.differences, other.differences)
        return fsum(products) / (len(self.differences) - 1)

    def sorted(self) -> "Spread":
        return Spread(self.mean, sorted(self.differences))

    def moment(self, power: int) -> float:
        return fsum(d**power for d in self.differences) / len(self.differences)


def analyse(marks: Iterable[Sequence], max_marks: Sequence) -> Statistics:
    """Statistics of a table: a row for each attempt, a column for each item, `max_marks` the most that each can get.

    Cells are int, float or Decimal; None is an item that the attempt did not ask. An item is looked at in the attempts
    that asked it, beside the sum of their other marks. What adds up over all items (effective weight, CIC, error
    ratio, standard error) needs a table without gaps. What is not defined is None: no spread without two attempts, no
    discrimination where all are alike, no weight for an item that goes against the test. Rows are walked once and kept
    as 8 bytes a cell. Raises ValueError for a row of another length, and for cells that are no finite numbers.
    """
    width = len(max_marks)
    columns = [array("d") for _ in range(width)]
    totals = array("d")
    for row in marks:
        cells = [nan if mark is None else _finite(mark) for mark in row]
        if len(cells) != width:
            raise ValueError(f"A row has {len(cells)} marks, the quiz has {width} items.")
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
        totals.append(fsum(cell for cell in cells if not isnan(cell)))
    whole = bool(totals) and not any(map(isnan, (cell for column in columns for cell in column)))
    weights = _effective_weights(columns, totals) if whole else [None] * width
    items = [
        _item(column, totals, float(most), weight)
        for column, most, weight in zip(columns, max_marks, weights, strict=True)
    ]
    return Statistics(items, _test(totals, items, whole))


def _finite(mark) -> float:
    value = float(mark)
    if not isfinite(value):
        raise ValueError(f"{mark!r} is no mark.")
    return value


def _item(column: array, totals: array, most: float, weight: float | None) -> ItemStatistics:
    seen = [(mark, total - mark) for mark, total in zip(column, totals, strict=True) if not isnan(mark)]
    if not seen:
        return ItemStatistics(0, None, None, None, None, None)
    own_marks, other_marks = zip(*seen, strict=True)
    own, others = Spread.of(own_marks), Spread.of(other_marks, within=totals)
    sd, together = own.sd, own.covariance(others)
    return ItemStatistics(
        count=len(seen),
        facility=own.mean / most if most else None,
        sd=sd,
        effective_weight=weight,
        discrimination_index=_per_cent(together, (sd or 0) * (others.sd or 0)),
        discriminative_efficiency=_per_cent(together, own.sorted().covariance(others.sorted())),
    )


def _per_cent(part: float | None, whole: float | None) -> float | None:
    return 100 * part / whole if part is not None and whole else None


def _effective_weights(columns: list[array], totals: array) -> list[float | None]:
    """How much of the spread of the totals comes from each item; together 100."""
    total = Spread.of(totals)
    roots = [_root(Spread.of(column).covariance(total), total.variance) for column in columns]
    together = fsum(root for root in roots if root is not None)
    return [_per_cent(root, together) for root in roots]


def _root(shared: float | None, most: float | None) -> float | None:
    """None for less than nothing; what is nothing but for rounding is nothing."""
    if shared is None or shared < -NOISE * most:
        return None
    return sqrt(max(0.0, shared))


def _test(totals: array, items: list[ItemStatistics], whole: bool) -> QuizStatistics:
    if not totals:
        return QuizStatistics(0, *[None] * 8)
    spread = Spread.of(totals)
    cic = _consistency(spread, items) if whole else None
    error_ratio = None if cic is None else 100 * sqrt(max(0.0, 1 - cic / 100))
    return QuizStatistics(
        count=len(totals),
        median=_median(totals),
        mean=spread.mean,
        sd=spread.sd,
        skewness=_skewness(spread),
        kurtosis=_kurtosis(spread),
        cic=cic,
        error_ratio=error_ratio,
        standard_error=None if error_ratio is None else error_ratio * spread.sd / 100,
    )


def _median(values: array) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _skewness(spread: Spread) -> float | None:
    """From the third and second k-statistics."""
    n = len(spread.differences)
    if n < 3 or not spread.variance:
        return None
    third = n**2 * spread.moment(3) / ((n - 1) * (n - 2))
    return third / spread.variance**1.5


def _kurtosis(spread: Spread) -> float | None:
    """The excess, from the fourth and second k-statistics."""
    n = len(spread.differences)
    if n < 4 or not spread.variance:
        return None
    moments = (n + 1) * spread.moment(4) - 3 * (n - 1) * spread.moment(2) ** 2
    fourth = n**2 * moments / ((n - 1) * (n - 2) * (n - 3))
    return fourth / spread.variance**2


def _consistency(spread: Spread, items: list[ItemStatistics]) -> float | None:
    count = len(items)
    if count < 2 or not spread.variance:
        return None
    of_items = fsum(item.sd**2 for item in items)
    return 100 * count / (count - 1) * (1 - of_items / spread.variance)
