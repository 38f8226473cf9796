"""A PostgreSQL of our own for one run: made in a scratch folder, reached by a file socket, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

from lms.bootstrap.ending import end, start

OWN = ["listen_addresses=", "max_connections=60"]
# Nothing in it must survive, so it need not wait for the disk.
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class DidNotStart(Exception):
    """Carries what PostgreSQL said."""


@contextlib.contextmanager
def started(binaries: Path, *, careless=True):
    """The DATABASE_URL of a running, empty PostgreSQL; it is ended and deleted at the end of the block.

    One that is not `careless` writes to the disk as a real site's does.
    """
    folder = Path(tempfile.mkdtemp(prefix="wohnlotse-pg-", dir="/tmp"))
    who = _somebody_else() if os.geteuid() == 0 else {}
    if who:
        os.chown(folder, who["user"], who["group"])
    server, data, log = None, folder / "data", folder / "log"
    try:
        _must(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "wohnlotse",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            who,
        )
        settings = [part for setting in [*OWN, *(CARELESS if careless else [])] for part in ("-c", setting)]
        with log.open("wb") as output:
            command = [binaries / "postgres", "-D", data, "-k", folder, *settings]
            server = start([str(part) for part in command], cwd=folder, stdout=output, stderr=output, **who)
        _wait(server, [binaries / "pg_isready", "-q", "-h", folder, "-U", "wohnlotse"], log)
        yield f"postgres://wohnlotse@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        if server:
            server.send_signal(signal.SIGINT)  # without waiting for connections
            end([server])
        shutil.rmtree(folder, ignore_errors=True)


def database(url: str, name: str, *, like: str = "template1") -> str:
    """A new database beside the one at `url`, empty or a copy of the one called `like`; its own address."""
    with psycopg.connect(url, autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(like)))
    return f"{url.rpartition('/')[0]}/{name}"


def _somebody_else() -> dict:
    """PostgreSQL refuses root: whom to run it as, in the words of subprocess."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise DidNotStart("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.")


def _must(command, who):
    done = subprocess.run([str(part) for part in command], cwd="/", capture_output=True, text=True, **who)
    if done.returncode:
        raise DidNotStart(f"PostgreSQL could not be made: {done.stderr.strip()}")


def _wait(server, question, log, patience=30):
    deadline = time.monotonic() + patience
    while subprocess.run([str(part) for part in question]).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(f"PostgreSQL did not start: {log.read_text()[-1000:].strip()}")
        time.sleep(0.1)
