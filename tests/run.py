"""`make test`: all stages one after the other, each with its time; the first that fails ends it with its reason.

`python -m tests.run [STAGE …]` runs only those named.
"""

import contextlib
import os
import signal
import sys
import time
from dataclasses import dataclass

from lms.bootstrap.ending import end, how_it_ended, start
from lms.bootstrap.environment import ROOT
from lms.bootstrap.parts import postgresql_binaries

from . import private_postgresql, running_site
from .migrated import migrating

PYTHON = sys.executable
BIN = ROOT / ".venv" / "bin"
# in order: a story that needs real transactions empties the tables, so it comes after all others on its core
BOTH_CORES = ["-q", "-n", "2", "--dist", "load"]
HOUR = 60 * 60


class StageFailed(Exception):
    """Carries the sentence that names what failed."""


def run(what, *command, within=15 * 60, **environment):
    """Run a command to its end; StageFailed if it fails or takes longer than `within` seconds."""
    clean = {name: value for name, value in os.environ.items() if name not in running_site.OURS}
    child = start([str(part) for part in command], cwd=ROOT, env={**clean, **environment})
    try:
        code = child.wait(timeout=within)
    except Exception as error:
        raise StageFailed(f"{what} took longer than {within} s.") from error
    finally:
        end([child])
    if code:
        raise StageFailed(f"{what} failed ({how_it_ended(code)}); the reason stands above.")


@dataclass(frozen=True)
class Beside:
    """What is made while the first stages run; None where no stage asks for it."""

    site: running_site.Site | None
    server: "Server | None"


class Server:
    """A private PostgreSQL whose tables are on their way."""

    def __init__(self, url: str):
        self.url = url
        self._making = migrating(private_postgresql.database(url, "migrated"))

    def wait_until_migrated(self):
        if code := self._making.wait(timeout=15 * 60):
            raise StageFailed(f"PostgreSQL got no tables ({how_it_ended(code)}); the reason stands above.")

    def as_settings(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "DATABASE_TEMPLATE": "migrated"}

    def end(self):
        end([self._making])


@contextlib.contextmanager
def server_begun():
    """A private PostgreSQL, ended and deleted with all that is in it at the end of the block."""
    with private_postgresql.started(postgresql_binaries()) as url:
        server = Server(url)
        try:
            yield server
        finally:
            server.end()


def lint(beside):
    run("ruff", BIN / "ruff", "check", ".")
    run("The format", BIN / "ruff", "format", "--check", "--quiet", ".")
    run("An import rule", BIN / "lint-imports", "--no-logo", "--no-cache")
    drift = ["manage.py", "makemigrations", "--check", "--dry-run", "--settings", "lms.settings.test"]
    run("The migrations", PYTHON, *drift)
    run("A licence", BIN / "pip-licenses", "--output-file", os.devnull)


def suite(*more, **environment):
    run("The suite", PYTHON, "-m", "pytest", *BOTH_CORES, *more, **environment)


def sqlite(beside):
    suite()


def postgresql(beside):
    beside.server.wait_until_migrated()
    suite("--of-databases", "--ignore=tests/house", **beside.server.as_settings())


def journeys(beside):
    site = beside.site
    site.wait_until_it_answers()
    where = {"WOHNLOTSE_URL": site.url, "WOHNLOTSE_ACCOUNTS": str(site.accounts)}
    run("A journey", PYTHON, "-m", "pytest", "tests/journeys", *running_site.SESSION, **where)


def long(beside):
    suite("-m", "hypothesis", "--hypothesis-profile", "long")
    beside.server.wait_until_migrated()
    which = ["-m", "pytest", "tests/long", "-q"]
    run("A long test", PYTHON, *which, within=HOUR // 2, **beside.server.as_settings())


STAGES = {stage.__name__: stage for stage in (lint, sqlite, postgresql, journeys, long)}
ALWAYS = ["lint", "sqlite", "postgresql", "journeys"]


def main(names) -> int:
    """0 if every stage named holds, else 1; prints the times."""
    if unknown := set(names) - set(STAGES):
        print(f"There is no stage {', '.join(unknown)}. Stages: {', '.join(STAGES)}.", file=sys.stderr)
        return 1
    names = names or ALWAYS
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a dozen interpreters begin here: one compiles for all
    try:
        # Furnishing and making tables keep one core busy for a while, as the linters do: they begin beside them.
        with contextlib.ExitStack() as begun:
            site = begun.enter_context(running_site.begun()) if "journeys" in names else None
            server = begun.enter_context(server_begun()) if {"postgresql", "long"} & {*names} else None
            times = [f"{name} {timed(name, Beside(site, server)):.0f} s" for name in names]
    except (StageFailed, private_postgresql.DidNotStart, running_site.DidNotStart) as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return 1
    print("\nAll holds. " + ", ".join(times), flush=True)
    return 0


def timed(name, beside) -> float:
    """Run a stage; its seconds."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    STAGES[name](beside)
    took = time.monotonic() - began
    print(f"== {name}: {took:.0f} s", flush=True)
    return took


def asked_to_end(number, frame):
    """SIGTERM ends like Ctrl-C: through every `finally`, so that nothing stays behind."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, asked_to_end)
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
