"""The site as a stranger gets it: the process of `make run`, on a scratch folder and a free port."""

import contextlib
import os
import shutil
import socket
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from lms.bootstrap.ending import end, how_it_ended, start
from lms.bootstrap.environment import ROOT

#: what tells a site who it is, and make about the make above it: never inherited
OURS = {
    "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "DATA_DIR", "DEMO", "DJANGO_SETTINGS_MODULE", "HOST", "PORT", "ONLY",
    "MAKEFLAGS", "MAKEOVERRIDES", "MAKELEVEL", "MFLAGS",
}  # fmt: skip
#: a session of its own: Playwright and Django's ORM clash in one process
SESSION = ["-q", "-n", "2", "--dist", "worksteal", "-p", "no:django", "-o", "addopts=--strict-markers -ra"]
SESSION += ["-W", "ignore::pytest.PytestConfigWarning"]


class DidNotStart(Exception):
    """Carries the sentence that says why."""


class Site:
    """`make run` on a scratch folder: begun at once, waited for when it is needed."""

    def __init__(self, folder: Path):
        self.folder, self.log = folder, folder / "log"
        self.url = f"http://localhost:{(port := free_port())}"
        self.accounts = folder / "data" / "demo-accounts.txt"
        self.asked_for = False
        clean = {name: value for name, value in os.environ.items() if name not in OURS}
        (data := folder / "data").mkdir()
        own = {"DATA_DIR": str(data), "DEMO": "1", "PORT": str(port)}
        # it begins with empty tables; furnishing them is for the site itself
        command = [sys.executable, "-m", "tests.migrated", str(data / "wohnlotse.sqlite3"), "make", "run"]
        with self.log.open("wb") as output:
            self.process = start(command, cwd=ROOT, env={**clean, **own}, stdout=output, stderr=output)

    def wait_until_it_answers(self, patience=10 * 60):
        """Raises DidNotStart if it ended, or if it does not answer within `patience` seconds."""
        self.asked_for = True
        deadline = time.monotonic() + patience
        while not self.answers():
            if (code := self.process.poll()) is not None:
                raise DidNotStart(f"`make run` ended ({how_it_ended(code)}).")
            if time.monotonic() > deadline:
                raise DidNotStart(f"`make run` was not up after {patience} s.")
            time.sleep(0.3)

    def answers(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as reply:  # noqa: S310
            return reply.status == 200
        return False

    def tail(self) -> str:
        """The end of what it said."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-60:])


@contextlib.contextmanager
def begun():
    """A freshly furnished demo, on its way; ended at the end of the block, and checked to leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="wohnlotse-site-"))
    try:
        site = Site(folder)
        try:
            yield site
        except BaseException:
            if site.asked_for:
                print(f"What `make run` said:\n{site.tail()}", file=sys.stderr)
            raise
        finally:
            end([site.process], patience=30)
        if left := processes_about(folder):
            raise DidNotStart(f"`make run` left processes behind: {left}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_about(folder: Path) -> list[str]:
    """Command lines of running processes that were started with `folder` in their environment (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if process.name != str(os.getpid()) and bytes(folder) in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found
