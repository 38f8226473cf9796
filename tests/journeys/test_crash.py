"""The server is killed while phones answer, on SQLite: the small version of `tests/long/test_crash.py`."""

from tests.load.crashing import PHONES, crash, faults
from tests.load.site import furnished


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed():
    with furnished("", PHONES) as site:
        books = crash(site, kills=3)
        assert faults(books, site.holds()) == []
    assert len(books.acknowledged) > 50
    assert books.unanswered > 0  # some were under way each time
