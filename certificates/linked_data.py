"""JSON-LD without surprises: contexts from our own shelf, and no name that none of them explains.

A processor drops names that no context maps, silently: they would stand in the file and be covered by no signature.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

SHELF = Path(__file__).parent / "vendor" / "contexts"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
#: address → file, SHA-256 of its bytes
CONTEXTS = {
    CREDENTIALS: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    BADGES: (
        "ob-v3p0-context-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
}


class UnknownContext(Refusal):
    sentence = _("The file leans on a vocabulary that we do not keep: %(address)s")


class UnknownName(Refusal):
    sentence = _("The file holds a name that no vocabulary explains, so no signature covers it: %(name)s")


class Unreadable(Refusal):
    sentence = _("The file is no linked data that can be read: %(fault)s")


@cache
def context(address: str) -> dict:
    """The context document at the address. Raises UnknownContext where it is not ours, or not as published."""
    if address not in CONTEXTS:
        raise UnknownContext(address=address)
    name, digest = CONTEXTS[address]
    content = (SHELF / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise UnknownContext(address=address)
    return json.loads(content)


def canonical(document: dict) -> str:
    """The document as sorted N-Quads (RDFC-1.0), the same for every order of its names.

    Raises UnknownContext, UnknownName, Unreadable.
    """
    from pyld import jsonld  # half a second, which only whoever signs or checks has to wait

    for address in _addresses(document):
        context(address)
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    try:
        return jsonld.JsonLdProcessor(on_property_dropped=_refuse).normalize(document, options)
    except jsonld.JsonLdError as fault:
        raise Unreadable(fault=fault.code or type(fault).__name__) from fault


def _addresses(document: dict) -> list:
    named = document.get("@context", ())
    return named if isinstance(named, list) else [named]


def _load(address: str, options=None) -> dict:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": context(address),
    }


def _refuse(name) -> None:
    raise UnknownName(name=name)
