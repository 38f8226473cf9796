"""Where the site listens, and what is said when it cannot."""

import socket

import pytest

from lms.bootstrap.address import Address
from lms.bootstrap.telling import CannotGoOn


def test_a_port_in_use_gets_one_sentence_with_a_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotGoOn) as reason:
            Address("127.0.0.1", port).must_be_free()
    assert str(reason.value) == (
        f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={port + 1}"
    )


def test_a_free_port_is_fine():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert Address("127.0.0.1", port).must_be_free() is None


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(CannotGoOn, match="192.0.2.1:8000 cannot be listened on"):
        Address("192.0.2.1", 8000).must_be_free()


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused_with_an_example(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CannotGoOn, match="make run PORT=8001"):
        Address.from_environment()


@pytest.mark.parametrize(
    ("host", "port", "bind", "near_url"),
    [
        ("", "", "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("0.0.0.0", "80", "0.0.0.0:80", "http://127.0.0.1:80"),  # noqa: S104
        ("[::1]", "8001", "[::1]:8001", "http://[::1]:8001"),
        ("::", "8001", "[::]:8001", "http://[::1]:8001"),
        ("10.0.0.5", "8001", "10.0.0.5:8001", "http://10.0.0.5:8001"),
    ],
)
def test_how_it_is_bound_and_called_from_here(monkeypatch, host, port, bind, near_url):
    monkeypatch.setenv("HOST", host)
    monkeypatch.setenv("PORT", port)
    address = Address.from_environment()
    assert (address.bind, address.near_url) == (bind, near_url)
