"""How many SQL statements a visit needs, as PostgreSQL itself writes them down: BEGIN, COMMIT and all."""

import contextlib
import time
from pathlib import Path

import psycopg

from .visiting import Kind, Visitor

WRITTEN = (b"LOG:  statement:", b"LOG:  execute")


def server_of(url: str) -> int:
    """The process id of the PostgreSQL that answers at `url`."""
    return int((_data_folder(url) / "postmaster.pid").read_text().split()[0])


def counted(url: str, kinds: list[Kind], visitor: Visitor, visits: int = 3) -> dict[str, int]:
    """Kind's name → the most statements that one of some visits needed, one after the other, caches warm."""
    found = {}
    with _written_down(url) as log:
        for kind in kinds:
            kind.visit(visitor)
            counts = []
            for _ in range(visits):
                before = log.stat().st_size
                kind.visit(visitor)
                counts.append(_statements(log, before))
            found[kind.name] = max(counts)
    return found


def _statements(log: Path, begin: int) -> int:
    with log.open("rb") as file:
        file.seek(begin)
        return sum(any(mark in line for mark in WRITTEN) for line in file)


@contextlib.contextmanager
def _written_down(url: str):
    """PostgreSQL writes every statement into its log, whose path this is, while the block lasts."""
    _say(url, "ALTER SYSTEM SET log_statement = 'all'")
    try:
        yield _data_folder(url).parent / "log"
    finally:
        _say(url, "ALTER SYSTEM RESET log_statement")


def _say(url: str, sentence: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sentence)
        connection.execute("SELECT pg_reload_conf()")
    time.sleep(0.5)  # servers of open connections read it before their next statement


def _data_folder(url: str) -> Path:
    with psycopg.connect(url) as connection:
        return Path(connection.execute("SHOW data_directory").fetchone()[0])
