"""A site of its own for the load: scratch folder, database, furnished school."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from lms.bootstrap.environment import ROOT
from tests import migrated
from tests.running_site import OURS, free_port


@dataclass(frozen=True)
class Site:
    """Where it answers, in which environment its processes run, what its phones know, and which module furnished it."""

    port: int
    folder: Path
    environment: dict
    phones: list
    school: str

    def is_up(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(self.healthz, timeout=5):  # noqa: S310
            return True
        return False

    @property
    def healthz(self) -> str:
        return f"http://127.0.0.1:{self.port}/healthz"

    def wait(self, patience: float = 30) -> None:
        deadline = time.monotonic() + patience
        while not self.is_up():
            assert time.monotonic() < deadline, "the site does not answer"
            time.sleep(0.05)

    def holds(self) -> dict:
        """What the database holds, read by a process of its own."""
        return said(self.school, self.environment, self.folder, "hold")


@contextlib.contextmanager
def furnished(database_url: str, learners: int, school: str = "tests.load.school"):
    """A site over a database that has its tables only; without an address over SQLite in a scratch folder.

    `school` is the module that furnishes it, and says afterwards what it holds.
    """
    folder = Path(tempfile.mkdtemp(prefix="wohnlotse-load-"))
    port = free_port()
    try:
        clean = {name: value for name, value in os.environ.items() if name not in OURS}
        own = {
            "DATA_DIR": str(folder / "data"),
            "PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "lms.settings.production",
            "LOG_LEVEL": "CRITICAL",
        }
        if not database_url:
            file = folder / "site.sqlite3"
            migrated.on_disk(file)
            database_url = f"sqlite:///{file}"
        environment = clean | own | {"DATABASE_URL": database_url}
        phones = said(school, environment, folder, "furnish", str(learners))
        yield Site(port, folder, environment, phones, school)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def said(school: str, environment, folder: Path, what: str, *rest: str):
    """What a process of its own says when it is asked."""
    file = folder / "said.json"
    command = [sys.executable, "-m", school, what, str(file), *rest]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return json.loads(file.read_text())
