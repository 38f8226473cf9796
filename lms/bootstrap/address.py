"""Where the site will listen, from HOST and PORT, and whether that place is free."""

import errno
import os
import socket
from collections import namedtuple

from .telling import CannotGoOn


class Address(namedtuple("Address", "host port")):
    """A place to listen; `bind` is how gunicorn is told."""

    @classmethod
    def from_environment(cls):
        host = os.environ.get("HOST", "").strip().strip("[]") or "127.0.0.1"
        port = os.environ.get("PORT", "").strip() or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise CannotGoOn(
                f"PORT is {port!r}. Write a number from 1 to 65535, for example: make run PORT=8001"
            )
        return cls(host, int(port))

    @property
    def bind(self):
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def near_url(self):
        """How this machine itself calls what listens here."""
        near = {"0.0.0.0": "127.0.0.1", "*": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{self._replace(host=near).bind}"

    def must_be_free(self):
        """A sentence where somebody listens there already, or the address is not one of this machine."""
        try:
            family, kind, proto, _, place = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[
                0
            ]
            with socket.socket(family, kind, proto) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
        except socket.gaierror:
            raise CannotGoOn(f"HOST is {self.host!r}, which is no address of this machine.") from None
        except OSError as error:
            raise CannotGoOn(self._why(error)) from None

    def _why(self, error):
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {self.port} is in use. Stop what runs there, or choose another: "
                f"make run PORT={self.port + 1}"
            )
        if error.errno in {errno.EACCES, errno.EPERM}:
            return f"Port {self.port} needs more rights. Choose one above 1023: make run PORT=8000"
        return f"{self.bind} cannot be listened on: {error.strerror}."
