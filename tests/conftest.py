"""What holds for every test: no network beyond this machine, a fresh language, marks that explain a skip."""

import gc
import ipaddress
import itertools
import socket

import pytest
from hypothesis import settings

from . import migrated
from .indexing import indexed  # noqa: F401 - a fixture for all

# A suite makes millions of small objects that no loop keeps: to look for loops all the time takes a sixth of it.
gc.disable()
#: after so many tests loops are looked for, so that memory stays small
OFTEN = 50
_told = itertools.count(1)

# What holds for all is tried with fifty of them each time, and with more in the long tests.
settings.register_profile("each time", max_examples=50, deadline=None)
settings.register_profile("long", max_examples=500, deadline=None)
settings.load_profile("each time")

#: fixtures of tests that ask the database
DATABASE = {"db", "transactional_db"}


class NetworkForbidden(RuntimeError):
    """A test wanted to talk to another machine."""


def is_this_machine(family: int, address) -> bool:
    """Whether a socket address is a file, or an address of the loopback network."""
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return True
    host = address[0]
    return host == "localhost" or ipaddress.ip_address(host.split("%")[0]).is_loopback


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Connecting to another machine is an error, looking up its name too."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_near(self, address):
        if not is_this_machine(self.family, address):
            raise NetworkForbidden(f"A test wanted to connect to {address}.")
        return connect(self, address)

    def look_up_near(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in {None, "", "localhost", socket.gethostname()}:
            try:
                ipaddress.ip_address(name)
            except ValueError:
                raise NetworkForbidden(f"A test wanted to look up {name}.") from None
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_near)
        patch.setattr(socket, "getaddrinfo", look_up_near)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """SQLite in memory begins with all tables; PostgreSQL copies the template that settings name."""
    from django.db import connection

    name = connection.creation._get_test_db_name() if connection.vendor == "sqlite" else ""
    if "mode=memory" not in name:
        yield
        return
    with migrated.in_memory(name):
        yield


@pytest.fixture(autouse=True)
def nothing_cached():
    """Each test begins with an empty cache: numbers of the content roll back with the database, the cache does not."""
    from django.apps import apps
    from django.core.cache import caches

    if apps.ready:
        from curriculum.generation import forget

        for cache in caches.all(initialized_only=True):
            cache.clear()
        forget()


@pytest.fixture(autouse=True)
def german():
    """Each test begins in German: a request of the test before leaves its language behind."""
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:  # the journeys know no Django
        yield
        return
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def client():
    """Django's, but whoever is forced in has passed all doors: the second factor of the team, too."""
    from django.test import Client

    from lms.people.staff_door import SHOWN

    class ClientInside(Client):
        def force_login(self, user, backend=None):
            super().force_login(user, backend)
            session = self.session
            session[SHOWN] = user.pk
            session.save()

    return ClientInside()


def pytest_addoption(parser):
    parser.addoption(
        "--of-databases", action="store_true", help="only what may differ from database to database"
    )


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()  # what is here now stays to the end: nobody has to look through it again


def pytest_runtest_logfinish(nodeid, location):
    if next(_told) % OFTEN == 0:
        gc.collect()


def pytest_collection_modifyitems(config, items):
    """A second database is asked only what asks one: all else was told on the first a moment before."""
    if config.getoption("of_databases"):
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = filter(_asks_a_database, items)


def _asks_a_database(item) -> bool:
    asks = item.get_closest_marker("django_db") or DATABASE & {*item.fixturenames}
    return bool(asks) and not item.get_closest_marker("one_database")


def pytest_runtest_setup(item):
    if item.get_closest_marker("postgresql"):
        from django.db import connection

        if connection.vendor != "postgresql":
            pytest.skip("needs PostgreSQL: `make test` starts one")
