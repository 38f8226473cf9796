"""Whoever tries out is counted, whichever process of the site answers."""

from concurrent.futures import ThreadPoolExecutor

from django.core.cache import caches

from lms.people.braking import Brake, TooManyTries
from lms.settings import base


def test_each_try_counts_whoever_counts_it(tmp_path, settings):
    """Each thread has a cache of its own, as each process has; what they share lies in files."""
    settings.DATA_DIR = tmp_path
    settings.CACHES = {"default": {**base.CACHES["default"], "LOCATION": tmp_path / "cache"}}
    brake = Brake("a-few", ceiling=25, seconds=600)

    def gets_through(_try) -> bool:
        try:
            brake.count("192.0.2.7")
        except TooManyTries:
            return False
        finally:
            caches.close_all()
        return True

    with ThreadPoolExecutor(8) as tries:
        assert sum(tries.map(gets_through, range(60))) == 25


def test_a_while_is_counted_from_its_first_try(monkeypatch):
    brake, now = Brake("one", ceiling=1, seconds=60), [1000.0]
    monkeypatch.setattr("lms.people.braking.time.time", lambda: now[0])
    assert passes(brake) and not passes(brake)
    now[0] += 59
    assert not passes(brake), "trying does not make the while longer or shorter"
    now[0] += 2
    assert passes(brake)


def passes(brake) -> bool:
    try:
        brake.count("somebody")
    except TooManyTries:
        return False
    return True
