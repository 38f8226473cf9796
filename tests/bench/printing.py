"""What a certificate costs: badge, page for archive and ears, attachment and seal, by two workers as on a real site.

`python -m tests.bench.printing [NUMBER [SECONDS]]` measures it alone; where both workers get as far as their
thousandth, it also tells how memory grows.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lms.bootstrap.ending import end, start
from lms.bootstrap.environment import ROOT
from tests.load.site import Site, furnished, said

from .judging import Spread

COHORT = "tests.load.cohort"
WORKERS = 2
#: a thousand for each worker
NUMBER = 2000
#: seconds for the printing; what is not printed by then is left
BOUND = 240
#: certificates of a worker that are left out at the beginning, where fonts and style are read, and of a turn
WARM, TURN = 10, 5
NAIVE = 6
MOST_MS, LEAST_RATE = 80, 18
MOST_GROWTH, MOST_MB = 15, 260
#: certificates between which memory must not grow by more than that
FROM, TO = 100, 1000


class TooFew(Exception):
    """Carries the sentence that says so."""


@dataclass(frozen=True)
class Printed:
    """CPU milliseconds of a certificate in the middle of a batch; certificates a second of all workers together;
    megabytes by which a worker grew from its hundredth to its `last`, and that it took at most; the same page printed
    naively, in ms of CPU.

    `slower` is by how much these cores are slower than those of the reference.
    """

    number: int
    ms: Spread
    rate: float
    growth: float
    last: int
    megabytes: float
    naive: float
    slower: float

    @property
    def at_reference(self) -> float:
        return self.ms.middle / self.slower

    def line(self) -> str:
        cores = (
            "these cores" if self.slower == 1 else f"cores {self.slower:.1f} times slower than the reference"
        )
        return (
            f"Certificates: {self.ms.middle:.0f} ms of CPU each ({self.ms.low:.0f}–{self.ms.high:.0f}), "
            f"{self.rate:.1f} a second of {WORKERS} workers, on {cores}; "
            f"{self.number} printed, {self.megabytes:.0f} MB a worker, "
            f"{self.growth:+.1f} MB from its {FROM}th to its {self.last}th. "
            f"The page alone, naively: {self.naive:.0f} ms, "
            f"{self.naive / self.ms.middle:.2f} times the whole certificate."
        )

    def faults(self) -> list[str]:
        """A sentence for each limit that is missed."""
        found = []
        if self.at_reference > MOST_MS:
            found.append(
                f"certificate: {self.at_reference:.0f} ms of CPU at the reference, at most {MOST_MS}."
            )
        if self.rate * self.slower < LEAST_RATE:
            rate = self.rate * self.slower
            found.append(f"certificates: {rate:.1f} a second at the reference, at least {LEAST_RATE}.")
        if self.growth > MOST_GROWTH:
            found.append(f"certificates: memory grew by {self.growth:.1f} MB, at most {MOST_GROWTH}.")
        if self.megabytes > MOST_MB:
            found.append(f"certificates: a worker took {self.megabytes:.0f} MB, at most {MOST_MB}.")
        return found


def printed(slower: float = 1.0, *, number: int = NUMBER, seconds: float = BOUND) -> Printed:
    """Furnish a site with so many certificates that wait, and let two workers print them."""
    with furnished("", number, COHORT) as site:
        naive = said(COHORT, site.environment, site.folder, "naive", str(NAIVE))
        costs = _costs(site, seconds)
    return judged(costs, naive, slower)


def judged(costs: list[list], naive: list[float], slower: float) -> Printed:
    """`costs` holds for each worker (moment, CPU seconds, megabytes) after each of its certificates. Raises TooFew."""
    turns = [
        1000 * (after[1] - before[1]) / TURN
        for worker in costs
        for before, after in zip(worker[WARM::TURN], worker[WARM + TURN :: TURN], strict=False)
    ]
    if not turns:
        raise TooFew(f"Only {sum(map(len, costs))} certificates were printed: this machine is too busy.")
    began, ended = max(worker[0][0] for worker in costs), min(worker[-1][0] for worker in costs)
    between = sum(began < moment <= ended for worker in costs for moment, _cpu, _mb in worker)
    return Printed(
        number=sum(map(len, costs)),
        ms=Spread.of(turns),
        rate=between / (ended - began),
        growth=max(worker[:TO][-1][2] - worker[min(FROM, len(worker)) - 1][2] for worker in costs),
        last=min(TO, *map(len, costs)),
        megabytes=max(mb for worker in costs for _moment, _cpu, mb in worker),
        naive=1000 * median(naive),
        slower=slower,
    )


def _costs(site: Site, seconds: float) -> list[list]:
    """What each worker says of its share; whoever is not ready in time is asked to stop after the next one."""
    files = [site.folder / f"worker-{place}.json" for place in range(WORKERS)]
    running = []
    for place, file in enumerate(files):
        share = [str(pk) for pk in site.phones[place::WORKERS]]
        command = [sys.executable, "-m", COHORT, "print", str(file), *share]
        running.append(
            start(command, cwd=ROOT, env=site.environment | {"STOP_AT": str(time.time() + seconds)})
        )
    try:
        for worker in running:
            if worker.wait(timeout=seconds + 60):
                raise subprocess.CalledProcessError(worker.returncode, COHORT)
    finally:
        end(running)
    return [json.loads(Path(file).read_text()) for file in files]


if __name__ == "__main__":
    asked = dict(zip(("number", "seconds"), map(int, sys.argv[1:]), strict=False))
    print(printed(**asked).line())
