"""Background workers are killed at random while they print; afterwards the last ones finish what is left."""

import os
import random
import signal
import sys
import time

from lms.bootstrap.ending import end, start
from lms.bootstrap.environment import ROOT

from .site import Site

#: seconds that a life of the workers lasts, at least and at most: some end before the first page, some in the middle
LIFE = (1.0, 12.0)


def print_with_kills(site: Site, *, workers: int, kills: int, dice: random.Random, life=LIFE) -> None:
    """Kill all workers so many times, each time after a while that the dice say; let the last ones finish."""
    for _ in range(kills):
        running = [_worker(site) for _ in range(workers)]
        time.sleep(dice.uniform(*life))
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


def _worker(site: Site):
    return start([sys.executable, "manage.py", "work", "--batch"], cwd=ROOT, env=site.environment)
