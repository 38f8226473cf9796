"""Background workers are killed at random while they print; afterwards the last ones finish what is left."""

import os
import random
import signal
import sys
import time

from lms.bootstrap.ending import end, start
from lms.bootstrap.environment import ROOT

from .site import Site

#: so many certificates are printed at most before the workers are killed, and seconds after the last of them
LIFE, LATER = 30, 0.5


def print_with_kills(site: Site, *, workers: int, kills: int, dice: random.Random, life=LIFE) -> None:
    """Kill all workers so many times, each time in the middle of what the dice say; let the last ones finish."""
    for _ in range(kills):
        running = [_worker(site) for _ in range(workers)]
        _wait_for(site, files(site) + dice.randint(1, life))
        time.sleep(dice.uniform(0, LATER))
        for worker in running:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
    last = [_worker(site) for _ in range(workers)]
    try:
        for worker in last:
            assert worker.wait(timeout=600) == 0, "the last worker failed"
    finally:
        end(last)


def faults(held: dict, number: int) -> list[str]:
    """What is not as it should be: so many certificates, each with the next serial number, each valid, each once."""
    found = list(held["wrong"])
    if sorted(held["serials"]) != [f"WL-{place:05}" for place in range(1, number + 1)]:
        found.append(f"the serial numbers have gaps: {sorted(held['serials'])}")
    for what in ("issued", "files"):
        if held[what] != number:
            found.append(f"{what}: {held[what]} instead of {number}")
    if held["broken_link"] is not None:
        found.append(f"the chain is broken at {held['broken_link']}")
    return found


def files(site: Site) -> int:
    """How many certificates lie in the folder."""
    return sum(1 for _ in (site.folder / "data" / "private").rglob("*.pdf"))


def _wait_for(site: Site, number: int, patience: float = 300) -> None:
    deadline = time.monotonic() + patience
    while files(site) < number:
        assert time.monotonic() < deadline, "the workers print nothing"
        time.sleep(0.02)


def _worker(site: Site):
    return start([sys.executable, "manage.py", "work", "--batch"], cwd=ROOT, env=site.environment)
