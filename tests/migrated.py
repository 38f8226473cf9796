"""Tables made once and copied: walking through two hundred migrations takes longer than most suites.

`python -m tests.migrated FILE COMMAND …` copies them to a new file and becomes the command.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from lms.bootstrap.ending import start
from lms.bootstrap.environment import ROOT

CACHE = ROOT / ".pytest_cache" / "migrated"


@contextlib.contextmanager
def in_memory(name: str):
    """The in-memory database `name` holds all tables while the block lasts; `migrate` then finds nothing to do."""
    kept, template = sqlite3.connect(name, uri=True), sqlite3.connect(_template())
    try:
        template.backup(kept)
        template.close()
        yield
    finally:
        kept.close()


def on_disk(file: Path):
    """A new database at that path that holds all tables."""
    shutil.copyfile(_template(), file)


def _template() -> Path:
    """A file with all tables, made anew when a migration, a setting or the lock has changed."""
    CACHE.mkdir(parents=True, exist_ok=True)
    file = CACHE / f"{_fingerprint()}.sqlite3"
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of two workers one makes it, the other waits
        if not file.exists():
            for old in CACHE.glob("*.sqlite3*"):
                old.unlink()
            draft = CACHE / "draft.sqlite3"
            migrate(f"sqlite:///{draft}")
            draft.rename(file)
    return file


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "test.txt").read_bytes())
    for pattern in (
        "*/migrations/*.py",
        "lms/*/migrations/*.py",
        "lms/settings/*.py",
        "lms/people/promises.py",
    ):
        for file in sorted(ROOT.glob(pattern)):
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def migrate(database_url: str):
    """Bring the database at that address up to date, in a process of its own."""
    if code := migrating(database_url).wait():
        raise subprocess.CalledProcessError(code, "migrate")


def migrating(database_url: str) -> subprocess.Popen:
    """The process that brings the database at that address up to date."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--settings", "lms.settings.test"]
    return start(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": database_url})


if __name__ == "__main__":
    file, *command = sys.argv[1:]
    on_disk(Path(file))
    os.execvp(command[0], command)  # noqa: S606
