"""A file of a translator waits, one for each person, between being looked at and being applied."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages


def keep(user, file) -> str:
    """Keep the file instead of an earlier one; its name cannot be guessed."""
    forget_kept(user)
    return storages["private"].save(f"{_folder(user)}/{secrets.token_hex(16)}", ContentFile(file.read()))


def kept(user, name: str) -> bytes | None:
    """The file that the person left under the name; None where there is none."""
    store, own = storages["private"], f"{_folder(user)}/"
    if not name.startswith(own) or "/" in name.removeprefix(own) or not store.exists(name):
        return None
    with store.open(name) as file:
        return file.read()


def forget_kept(user) -> None:
    store, folder = storages["private"], _folder(user)
    for name in store.listdir(folder)[1] if store.exists(folder) else ():
        store.delete(f"{folder}/{name}")


def _folder(user) -> str:
    return f"translations/{user.pk}"
