"""Turns and rounds: each kind of visit gets the same time in every round, so that all see the same machine."""

import contextlib
import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .visiting import Kind, School, Visitor

VISITORS = 4  # connections: two for each of the two workers
SECONDS = 0.8  # of a turn
WARM_UP = 40  # visits of each kind by each visitor
TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Turn:
    """One kind of visit for a moment: visits done, seconds it took, CPU seconds of web server and database."""

    visits: int
    seconds: float
    web: float
    database: float


@dataclass(frozen=True)
class Machine:
    """The port where the site answers, and who works for it: process ids of gunicorn and PostgreSQL."""

    port: int
    gunicorn: int
    postgresql: int

    def visitors(self, school: School) -> list[Visitor]:
        return [Visitor(self.port, school, place, VISITORS) for place in range(VISITORS)]


def cpu_of(process: int) -> float:
    """CPU seconds, user and system, of a process, its present children and those that have ended (proc(5), stat)."""
    total = sum(_times(process))
    for child in children_of(process):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            total += sum(_times(child)[:2])
    return total


def children_of(process: int) -> list[int]:
    """Process ids of the children of all threads of a process."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _times(process: int) -> list[float]:
    """utime, stime, cutime, cstime in seconds: fields 14 to 17, counted behind the name, which may have gaps."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return [int(field) * TICK for field in fields[11:15]]


def warm_up(visitors: list[Visitor], kinds: list[Kind]) -> None:
    """Every kind of visit, on a new connection each time, so that both workers have read everything once."""
    for kind in kinds:
        _all_at_once(visitors, partial(_some, kind))


def _some(kind: Kind, visitor: Visitor) -> None:
    for _ in range(WARM_UP):
        kind.visit(visitor)
        visitor.close()


def rounds(machine: Machine, visitors, kinds: list[Kind], *, count: int, until: float) -> Iterator[dict]:
    """`count` rounds, each as kind's name → `Turn`, in another order each; fewer if time (monotonic) is up."""
    for _ in range(count):
        if time.monotonic() > until:
            return
        order = random.sample(kinds, len(kinds))
        yield {kind.name: turn(machine, visitors, kind) for kind in order}


def turn(machine: Machine, visitors: list[Visitor], kind: Kind) -> Turn:
    """All visitors do the same at once, until the time is up; each on a new connection, to be spread over workers."""
    done = []
    began = time.monotonic()

    def visit(visitor):
        while time.monotonic() < began + SECONDS:
            kind.visit(visitor)
            done.append(kind)
        visitor.close()

    before = cpu_of(machine.gunicorn), cpu_of(machine.postgresql)
    _all_at_once(visitors, visit)
    seconds = time.monotonic() - began
    after = cpu_of(machine.gunicorn), cpu_of(machine.postgresql)
    return Turn(len(done), seconds, after[0] - before[0], after[1] - before[1])


def _all_at_once(visitors: list[Visitor], act) -> None:
    """Each visitor does it in a thread of its own; raises what one of them raised."""
    with ThreadPoolExecutor(len(visitors)) as threads:
        for done in [threads.submit(act, visitor) for visitor in visitors]:
            done.result()
