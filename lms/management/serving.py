"""Web server and background worker as one thing: started together, ended together, with the reason."""

import signal
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from lms.bootstrap.ending import end, how_it_ended, start

#: seconds that a child gets for what it has under way before it is ended by force
PATIENCE = 15.0
#: SQLite has one writer: two processes keep both cores busy, threads wait for slow networks
WEB_WORKERS, WEB_THREADS = 2, 4


@dataclass
class Child:
    """One process of the site; `name` is what a reader calls it."""

    name: str
    command: list[str]
    process: Popen | None = None


def web_server(bind: str) -> Child:
    """gunicorn on `bind`; GUNICORN_CMD_ARGS changes what a site wants otherwise."""
    size = ["--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS), "--worker-class", "gthread"]
    patience = ["--timeout", "60", "--graceful-timeout", "10", "--keep-alive", "5"]
    if (memory := Path("/dev/shm")).is_dir():  # noqa: S108
        patience += ["--worker-tmp-dir", str(memory)]  # heartbeats on a slow disk look like death
    start_up = ["--bind", bind, "--preload", "--no-control-socket", "--log-level", "warning"]
    return Child("web server", [sys.executable, "-m", "gunicorn", "lms.wsgi", *start_up, *size, *patience])


def background_worker() -> Child:
    return Child("background worker", [sys.executable, "manage.py", "work"])


class Together:
    """Children that live and die together. `run` returns when all have ended."""

    def __init__(self, children: list[Child], *, tell):
        self.children = children
        self.tell = tell
        self.asked_to_end = None  # number of the signal

    def run(self, *, on_up=None, is_up=lambda: True) -> int:
        """Start all, call `on_up` once `is_up()`, wait until one ends or we are asked to. Returns the exit code:
        0 if we were asked, 1 if one ended by itself, whatever its own code was."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
                signal.signal(number, self._remember)
        try:
            for child in self.children:
                child.process = start(child.command)
            return self._wait(on_up, is_up)
        finally:
            end([child.process for child in self.children if child.process], PATIENCE)

    def _wait(self, on_up, is_up) -> int:
        while self.asked_to_end is None:
            for child in self.children:
                if (code := child.process.poll()) is not None:
                    self.tell(f"The {child.name} ended ({how_it_ended(code)}), so the whole site ends.")
                    return 1
            if on_up and is_up():
                on_up()
                on_up = None
            time.sleep(0.2)
        self.tell(f"Ending ({signal.Signals(self.asked_to_end).name}) ...")
        return 0

    def _remember(self, number, frame):
        self.asked_to_end = number


def answers(url: str, host: str) -> bool:
    """Whether the site at `url` answers a request for `host` with success."""
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=5) as reply:  # noqa: S310
            return reply.status == 200
    except (urllib.error.URLError, OSError):
        return False
