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


def lint():
    run("ruff", BIN / "ruff", "check", ".")
    run("The format", BIN / "ruff", "format", "--check", "--quiet", ".")
    run("An import rule", BIN / "lint-imports", "--no-logo", "--no-cache")
    drift = ["manage.py", "makemigrations", "--check", "--dry-run", "--settings", "lms.settings.test"]
    run("The migrations", PYTHON, *drift)
    run("A licence", BIN / "pip-licenses", "--from=mixed", "--summary")
    run("A rule of the house", PYTHON, "-m", "pytest", "tests/house", "-q")


def suite(**environment):
    both_cores = ["-n", "2", "-q", "--ignore=tests/house"]
    run("The suite", PYTHON, "-m", "pytest", *both_cores, **environment)


def sqlite():
    suite()


def postgresql():
    with private_postgresql.started(postgresql_binaries()) as url:
        template = private_postgresql.database(url, "migrated")
        migrate(template)
        suite(DATABASE_URL=url, DATABASE_TEMPLATE="migrated")


def journeys():
    with running_site.started() as (url, accounts):
        site = {"WOHNLOTSE_URL": url, "WOHNLOTSE_ACCOUNTS": str(accounts)}
        run("A journey", PYTHON, "-m", "pytest", "tests/journeys", *running_site.SESSION, **site)


def long():
    folder = ROOT / "tests" / "long"
    if not list(folder.glob("**/test_*.py")):
        print("There are no long tests yet.")
        return
    with private_postgresql.started(postgresql_binaries()) as url:
        run("A long test", PYTHON, "-m", "pytest", "tests/long", "-q", within=HOUR // 2, DATABASE_URL=url)


STAGES = {stage.__name__: stage for stage in (lint, sqlite, postgresql, journeys, long)}
ALWAYS = ["lint", "sqlite", "postgresql", "journeys"]


def main(names) -> int:
    """0 if every stage named holds, else 1; prints the times."""
    if unknown := set(names) - set(STAGES):
        print(f"There is no stage {', '.join(unknown)}. Stages: {', '.join(STAGES)}.", file=sys.stderr)
        return 1
    times = {}
    try:
        for name in names or ALWAYS:
            print(f"\n== {name}", flush=True)
            began = time.monotonic()
            STAGES[name]()
            times[name] = time.monotonic() - began
            print(f"== {name}: {times[name]:.0f} s", flush=True)
    except (StageFailed, private_postgresql.DidNotStart, running_site.DidNotStart) as reason:
        print(f"\n{name}: {reason}", file=sys.stderr, flush=True)
        return 1
    print("\nAll holds. " + ", ".join(f"{name} {took:.0f} s" for name, took in times.items()), flush=True)
    return 0


def asked_to_end(number, frame):
    """SIGTERM ends like Ctrl-C: through every `finally`, so that nothing stays behind."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, asked_to_end)
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
