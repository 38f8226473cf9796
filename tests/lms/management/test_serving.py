"""Web server and worker live and die together. Played with small real processes instead of gunicorn."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.running_site import processes_about

#: runs the children given as arguments together, says "up" once they are, and ends with the code that `run` returns
SCRIPT = """
import sys
from lms.management.serving import Child, Together
def tell(sentence): print(sentence, flush=True)
children = [Child(name, ["sh", "-c", command]) for name, command in zip(sys.argv[1::2], sys.argv[2::2])]
sys.exit(Together(children, tell=tell).run(on_up=lambda: tell("up")))
"""
FOR_EVER = "sleep 600 & sleep 600"  # with a grandchild, as gunicorn has


@pytest.fixture
def together(tmp_path):
    """`together(name, command, …)` starts a site of such children; whatever is left of it is ended afterwards."""
    sites = []

    def begin(*children):
        environment = {**os.environ, "TRACE": str(tmp_path)}
        command = [sys.executable, "-c", SCRIPT, *children]
        sites.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
        return sites[-1]

    yield begin
    for site in sites:
        with contextlib.suppress(ProcessLookupError):
            site.kill()
        site.communicate()


def wait_until_there_are(number: int, trace: Path):
    """Fails unless within ten seconds `number` processes run that were started with `trace` in their environment.

    Waited for, because a process that is just becoming another one has no environment for a moment.
    """
    deadline = time.monotonic() + 10
    while len(running := processes_about(trace)) != number:
        assert time.monotonic() < deadline, running
        time.sleep(0.05)


def wait_until_nothing_is_left(trace: Path):
    wait_until_there_are(0, trace)


def test_if_the_worker_ends_the_web_server_ends_too_and_the_reason_is_named(together, tmp_path):
    site = together("web server", FOR_EVER, "background worker", "exit 3")
    said, _ = site.communicate(timeout=20)
    assert said.splitlines()[-1] == "The background worker ended (exit code 3), so the whole site ends."
    assert site.returncode == 1
    wait_until_nothing_is_left(tmp_path)


def test_a_child_killed_hard_is_named_by_its_signal(together, tmp_path):
    site = together("web server", "kill -9 $$", "background worker", FOR_EVER)
    said, _ = site.communicate(timeout=20)
    assert said.splitlines()[-1] == "The web server ended (signal SIGKILL), so the whole site ends."
    assert site.returncode == 1
    wait_until_nothing_is_left(tmp_path)


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name
)
def test_asked_to_end_it_leaves_nothing_behind(together, tmp_path, number):
    site = together("web server", FOR_EVER, "background worker", FOR_EVER)
    assert site.stdout.readline() == "up\n"
    site.send_signal(number)
    said, _ = site.communicate(timeout=20)
    assert said == f"Ending ({number.name}) ...\n"
    assert site.returncode == 0
    wait_until_nothing_is_left(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
def test_killed_hard_it_takes_its_children_along(together, tmp_path):
    site = together("web server", "exec sleep 600", "background worker", "exec sleep 600")
    assert site.stdout.readline() == "up\n"
    wait_until_there_are(3, tmp_path)
    site.kill()
    wait_until_nothing_is_left(tmp_path)
