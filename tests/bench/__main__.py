"""`make bench`: its own PostgreSQL, its own gunicorn with two workers, visitors from the same machine.

Tables, school and visits take at most five minutes, certificates four, the load a minute on each database; 1 if a limit
is missed or nothing could be measured.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from lms.bootstrap.ending import end, how_it_ended, start
from lms.bootstrap.environment import ROOT
from lms.bootstrap.parts import postgresql_binaries
from lms.management.serving import WEB_WORKERS, web_server
from tests import private_postgresql
from tests.migrated import migrate
from tests.running_site import OURS, free_port

from .analysing import analysed
from .judging import Row, judge, slower, table
from .loading import RATE, SECONDS, load
from .measuring import Machine, children_of, rounds, warm_up
from .printing import TooFew, printed
from .statements import counted, server_of
from .visiting import KINDS, School, VisitFailed

ROUNDS = 8
#: with fewer there is no spread to speak of
ENOUGH = 5
#: seconds for all visits
BOUND = 5 * 60
#: of these, for the last round and the end
RESERVE = 30


class CannotMeasure(Exception):
    """Carries the sentence why."""


def bench() -> int:
    """Measure and print; 0 if every limit is kept, else 1."""
    until = time.monotonic() + BOUND - RESERVE
    with private_postgresql.started(postgresql_binaries(), careless=False) as url:
        print("Making the tables ...", flush=True)
        migrate(private_postgresql.database(url, "tables"))
        rows = _visits(private_postgresql.database(url, "visits", like="tables"), until)
        faults = [fault for row in rows for fault in row.faults()]
        faults += _told(analysed()) + _told(printed(slower(rows)))
        faults += _load(private_postgresql.database(url, "load", like="tables"))
    print("\n".join(faults) or "Every limit is kept.", flush=True)
    return 1 if faults else 0


def _visits(url: str, until: float) -> list[Row]:
    """What each page costs beside a bare view."""
    folder = Path(tempfile.mkdtemp(prefix="wohnlotse-bench-"))
    try:
        environment = _environment(folder, url)
        print("Furnishing a school ...", flush=True)
        school = _furnished(folder, environment, until)
        with _served(folder, environment) as (port, gunicorn):
            machine = Machine(port, gunicorn, server_of(url))
            print(f"Measuring {len(KINDS)} kinds of visits in {ROUNDS} rounds ...", flush=True)
            visitors = machine.visitors(school)
            warm_up(visitors, KINDS)
            statements = counted(url, KINDS, visitors[0])
            measured = list(rounds(machine, visitors, KINDS, count=ROUNDS, until=until))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if len(measured) < ENOUGH:
        raise CannotMeasure(
            f"Only {len(measured)} rounds fitted into {BOUND} s: this machine is too busy, or too slow."
        )
    rows = judge(KINDS, measured, statements)
    print(f"\n{len(measured)} rounds; medians, quartiles in brackets.\n\n{table(rows)}\n", flush=True)
    return rows


def _told(found) -> list[str]:
    """What was measured, in a line; a sentence for each limit that is missed."""
    print(f"{found.line()}\n", flush=True)
    return found.faults()


def _load(url: str) -> list[str]:
    """A class that answers for a minute, on both databases; a sentence for each limit that is missed."""
    print(f"{RATE} answers a second for {SECONDS} s on each database ...", flush=True)
    loads = [load("SQLite", ""), load("PostgreSQL", url)]
    print("\n".join(found.sentence() for found in loads) + "\n", flush=True)
    return [fault for found in loads for fault in found.faults()]


def _environment(folder: Path, url: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
    }
    return {**clean, **own}


def _furnished(folder: Path, environment, until: float) -> School:
    file = folder / "school.json"
    child = start([sys.executable, "-m", "tests.bench.furnishing", str(file)], cwd=ROOT, env=environment)
    try:
        code = child.wait(timeout=until - time.monotonic())
    except subprocess.TimeoutExpired:
        raise CannotMeasure("Furnishing the school took all the time there is.") from None
    finally:
        end([child])
    if code:
        raise CannotMeasure(f"The school could not be furnished ({how_it_ended(code)}).")
    return School(**json.loads(file.read_text()))


@contextlib.contextmanager
def _served(folder: Path, environment):
    """The port where the site answers, and the process id of gunicorn; ended at the end of the block."""
    port = free_port()
    command = [
        "tests.bench.wsgi" if part == "lms.wsgi" else part for part in web_server(f"127.0.0.1:{port}").command
    ]
    log = folder / "log"
    with log.open("wb") as output:
        server = start(
            command, cwd=ROOT, env={**environment, "PORT": str(port)}, stdout=output, stderr=output
        )
        try:
            deadline = time.monotonic() + RESERVE
            while not _is_up(port) or len(children_of(server.pid)) < WEB_WORKERS:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise CannotMeasure(f"gunicorn did not start:\n{log.read_text()[-2000:]}")
                time.sleep(0.2)
            yield port, server.pid
        except VisitFailed as reason:
            raise CannotMeasure(f"A visit failed: {reason}\n{log.read_text()[-2000:]}") from None
        finally:
            end([server])


def _is_up(port: int) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):  # noqa: S310
        return True
    return False


def asked_to_end(number, frame):
    """SIGTERM ends like Ctrl-C: through every `finally`, so that nothing stays behind."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, asked_to_end)
    with contextlib.suppress(KeyboardInterrupt):
        try:
            sys.exit(bench())
        except (CannotMeasure, TooFew, private_postgresql.DidNotStart) as reason:
            print(f"\n{reason}", file=sys.stderr, flush=True)
            sys.exit(1)
    sys.exit(130)
