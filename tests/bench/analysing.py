"""How long the statistics of a large quiz take, and how much memory: no server, no database, only the arithmetic."""

import random
import time
import tracemalloc
from dataclasses import dataclass

from lms.learning.item_statistics import analyse

from .judging import Spread

ATTEMPTS, ITEMS = 2000, 40
ROUNDS = 7
MOST_SECONDS = 1
#: what a table of eight bytes a cell and the sheets of one item take, with room
MOST_MEGABYTES = 4


@dataclass(frozen=True)
class Analysed:
    """CPU seconds of a run, and the most memory at once, in MB, beyond the table that was given."""

    seconds: Spread
    megabytes: float

    def line(self) -> str:
        times = f"{1000 * self.seconds.middle:.0f} ms ({1000 * self.seconds.low:.0f}–{1000 * self.seconds.high:.0f})"
        return (
            f"Statistics of {ATTEMPTS:,} attempts × {ITEMS} items: {times} of CPU, {self.megabytes:.1f} MB."
        )

    def faults(self) -> list[str]:
        found = []
        if self.seconds.middle > MOST_SECONDS:
            found.append(f"statistics: {self.seconds.middle:.2f} s, at most {MOST_SECONDS}.")
        if self.megabytes > MOST_MEGABYTES:
            found.append(f"statistics: {self.megabytes:.1f} MB, at most {MOST_MEGABYTES}.")
        return found


def analysed(*, attempts: int = ATTEMPTS, rounds: int = ROUNDS) -> Analysed:
    """Median and quartiles of some rounds; memory is watched in a round of its own, as watching is slow."""
    dice = random.Random(40)
    marks = [[dice.choice((0, 0.5, 1)) for _ in range(ITEMS)] for _ in range(attempts)]
    times = [_seconds(marks) for _ in range(rounds)]
    tracemalloc.start()
    analyse(marks, [1] * ITEMS)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Analysed(Spread.of(times), most / 1e6)


def _seconds(marks) -> float:
    began = time.process_time()
    analyse(marks, [1] * ITEMS)
    return time.process_time() - began
