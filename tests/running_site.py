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
    """Carries the end of what `make run` said."""


@contextlib.contextmanager
def started(patience=10 * 60):
    """Address and file of accounts of a freshly furnished demo; ended at the end of the block, and checked to leave
    nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="wohnlotse-site-"))
    url = f"http://localhost:{(port := free_port())}"
    log = folder / "log"
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {"DATA_DIR": str(folder / "data"), "DEMO": "1", "PORT": str(port)}
    try:
        with log.open("wb") as output:
            site = start(["make", "run"], cwd=ROOT, env={**clean, **own}, stdout=output, stderr=output)
        try:
            _wait(site, f"{url}/healthz", log, patience)
            yield url, folder / "data" / "demo-accounts.txt"
        finally:
            end([site], patience=30)
        if left := processes_about(folder):
            raise DidNotStart(f"`make run` left processes behind: {left}")
    except BaseException:
        print(f"What `make run` said:\n{_tail(log)}", file=sys.stderr)
        raise
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


def _wait(site, url, log, patience):
    deadline = time.monotonic() + patience
    while True:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310
            if reply.status == 200:
                return
        if (code := site.poll()) is not None:
            raise DidNotStart(f"`make run` ended ({how_it_ended(code)}).")
        if time.monotonic() > deadline:
            raise DidNotStart(f"`make run` was not up after {patience} s.")
        time.sleep(0.3)


def _tail(log):
    return "\n".join(log.read_text(errors="replace").splitlines()[-60:]) if log.exists() else ""
