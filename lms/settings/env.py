"""One typed reader of the environment: every setting that a site may change passes through here."""

import os
import secrets
import socket
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The value as given, trimmed; `default` where it is missing."""
    return os.environ.get(name, default).strip()


def one_of(name: str, choices: list[str]) -> str:
    """One of the words, the first where it is missing; anything else is refused."""
    value = text(name) or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write one of: {', '.join(filter(None, choices))}.")
    return value


def text_or_file(name: str) -> str:
    """The value, or what stands in the file that NAME_FILE names: for keys that no environment should show."""
    if file := text(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {fault.strerror}.") from None
    return text(name)


def flag(name: str, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off or empty; anything else is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number; anything else is refused."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """A list from a text parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, absolute; it is made where it is missing, for its owner only."""
    path = Path(text(name) or default).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
EVERYWHERE = {"0.0.0.0", "::", "*"}  # noqa: S104


def own_names(host: str) -> list[str]:
    """Host names under which this machine answers when it listens on `host`, for want of ALLOWED_HOSTS."""
    if host in EVERYWHERE:
        return [*LOOPBACK, socket.gethostname(), *_own_address()]
    return list(dict.fromkeys([*LOOPBACK, _bracketed(host)]))


def own_address(host: str, port: int) -> str:
    """The address that others would type for a site listening on `host`, for want of BASE_URL."""
    if host in EVERYWHERE:
        host = next(iter(_own_address()), "localhost")
    return f"http://{'localhost' if host in LOOPBACK or host == '::1' else _bracketed(host)}:{port}"


def _own_address() -> list[str]:
    """This machine's address in its network, as the routing table knows it; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # RFC 5737: belongs to nobody
        except OSError:
            return []
        return [probe.getsockname()[0]]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def secret(name: str, keep_in: Path) -> str:
    """A secret from the environment, else from a file in `keep_in`, made on the first run, for its owner only."""
    if value := text(name):
        return value
    file = keep_in / name.lower()
    if not file.exists():
        keep_in.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Two processes may start at once: the one that creates the file wins, the other reads it.
        draft = keep_in / f".{name.lower()}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()
