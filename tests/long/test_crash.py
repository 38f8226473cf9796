"""The server is killed twenty times while sixteen phones answer: nothing acknowledged is missing or changed."""

import os
import time

import pytest

from tests import private_postgresql
from tests.load.crashing import PHONES, crash, faults
from tests.load.site import furnished

KILLS = 20
#: seconds for all kills on one database
BOUND = 60


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_acknowledged_answer_is_missing_doubled_or_changed(database):
    url = ""
    if database == "postgresql":
        url = private_postgresql.database(os.environ["DATABASE_URL"], "crash", like="migrated")
    with furnished(url, PHONES) as site:
        began = time.monotonic()
        books = crash(site, kills=KILLS)
        took = time.monotonic() - began
        assert faults(books, site.holds()) == []
    print(f"{database}: {len(books.acknowledged)} acknowledged, {books.unanswered} unanswered, {took:.0f} s")
    assert len(books.acknowledged) > 10 * KILLS  # on a machine with other work, too
    assert books.unanswered > KILLS
    assert took < BOUND
