"""Processes that leave nothing behind: each is the head of a group, dies with its parent, and ends as a group."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1  # prctl(2)


def die_with_parent():
    """Ask Linux to send this process SIGTERM when its parent ends, however it ends. Elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, **options):
    """A child that heads a process group of its own and dies with us; it reads nothing from the terminal."""
    return subprocess.Popen(
        command, process_group=0, preexec_fn=die_with_parent, stdin=subprocess.DEVNULL, **options
    )


def end(children, patience=15.0):
    """Ask every group to end, wait `patience` seconds for all of them together, then end what is left by force."""
    for child in children:
        _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + patience
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.0, deadline - time.monotonic()))
    for child in children:
        _signal_group(child, signal.SIGKILL)
        child.wait()


def _signal_group(child, number):
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)


def how_it_ended(code):
    """A return code of subprocess as words: `exit code 3`, `signal SIGKILL`."""
    return f"exit code {code}" if code >= 0 else f"signal {signal.Signals(-code).name}"
