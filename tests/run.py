"""`make test`: all stages one after the other, each with its time; the first that fails ends it with its reason.

`python -m tests.run [STAGE …]` runs only those named.
"""

import contextlib
import os
import signal
import sys
import time

from lms.bootstrap.ending import end, how_it_ended, start
from lms.bootstrap.environment import ROOT
from lms.bootstrap.parts import postgresql_binaries

from . import private_postgresql, running_site
from .migrated import migrate

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


def lint(site):
    run("ruff", BIN / "ruff", "check", ".")
    run("The format", BIN / "ruff", "format", "--check", "--quiet", ".")
    run("An import rule", BIN / "lint-imports", "--no-logo", "--no-cache")
    drift = ["manage.py", "makemigrations", "--check", "--dry-run", "--settings", "lms.settings.test"]
    run("The migrations", PYTHON, *drift)
    run("A licence", BIN / "pip-licenses", "--output-file", os.devnull)
    run("A rule of the house", PYTHON, "-m", "pytest", "tests/house", *BOTH_CORES)


def suite(**environment):
    run("The suite", PYTHON, "-m", "pytest", *BOTH_CORES, "--ignore=tests/house", **environment)


def sqlite(site):
    suite()


def postgresql(site):
    with private_postgresql.started(postgresql_binaries()) as url:
        template = private_postgresql.database(url, "migrated")
        migrate(template)
        suite(DATABASE_URL=url, DATABASE_TEMPLATE="migrated")


def journeys(site):
    site.wait_until_it_answers()
    where = {"WOHNLOTSE_URL": site.url, "WOHNLOTSE_ACCOUNTS": str(site.accounts)}
    run("A journey", PYTHON, "-m", "pytest", "tests/journeys", *running_site.SESSION, **where)


def long(site):
    with private_postgresql.started(postgresql_binaries()) as url:
        migrate(private_postgresql.database(url, "migrated"))
        run("A long test", PYTHON, "-m", "pytest", "tests/long", "-q", within=HOUR // 2, DATABASE_URL=url)


STAGES = {stage.__name__: stage for stage in (lint, sqlite, postgresql, journeys, long)}
ALWAYS = ["lint", "sqlite", "postgresql", "journeys"]


def main(names) -> int:
    """0 if every stage named holds, else 1; prints the times."""
    if unknown := set(names) - set(STAGES):
        print(f"There is no stage {', '.join(unknown)}. Stages: {', '.join(STAGES)}.", file=sys.stderr)
        return 1
    names = names or ALWAYS
    try:
        # Furnishing keeps one core busy for a while, as the linters do: it begins beside them.
        with running_site.begun() if "journeys" in names else contextlib.nullcontext() as site:
            times = [f"{name} {timed(name, site):.0f} s" for name in names]
    except (StageFailed, private_postgresql.DidNotStart, running_site.DidNotStart) as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return 1
    print("\nAll holds. " + ", ".join(times), flush=True)
    return 0


def timed(name, site) -> float:
    """Run a stage; its seconds."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    STAGES[name](site)
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
