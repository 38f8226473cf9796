"""Where the text of a law stands, asked once a minute rather than once a citation."""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.core.cache import caches
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, override

from lms.people.languages import interface_of

from .citations import Citation, Kind, NotACitation, parse
from .models import Statute, StatuteSection

#: who reads what is being rendered; where nobody said so, whoever sees the interface
_reader: ContextVar[str | None] = ContextVar("reader", default=None)
KEY = "curriculum:known-statutes"
cache = caches["near"]  # asked for each citation of a page
MINUTE = 60


class Known(NamedTuple):
    """Of a law: the address of its official text, and (kind, number) of the sections whose wording is on the site."""

    address: str
    sections: frozenset[tuple[str, str]]


def _known(law: str) -> Known | None:
    """A law that is not known is looked up afresh: another process may just have loaded it."""
    if not law:
        return None
    known = cache.get(KEY)
    if known is None or law not in known:
        known = _find_all()
        cache.set(KEY, known, MINUTE)
    return known.get(law)


def _find_all() -> dict[str, Known]:
    addresses: dict[str, str] = {}
    sections: dict[str, set] = {}
    rows = Statute.objects.order_by().values_list(
        "abbreviation", "address", "sections__kind", "sections__number"
    )
    for law, address, kind, number in rows:
        addresses[law] = address
        here = sections.setdefault(law, set())
        if kind:
            here.add((kind, number))
    return {law: Known(address, frozenset(sections[law])) for law, address in addresses.items()}


def address_of(law: str) -> str | None:
    """The address of the law's official text; None for a law that is not among the statutes."""
    known = _known(law)
    return known.address if known else None


def is_here(place: Citation) -> bool | None:
    """Whether the section has a wording on the site; None where no wording of its law is, which says nothing."""
    known = _known(place.law)
    return (str(place.kind), place.section) in known.sections if known and known.sections else None


def reading_address(citation: str) -> str | None:
    """Where to read the cited section: here, if its wording is on the site, else its official address."""
    try:
        place = parse(citation)
    except NotACitation:
        return None
    known = _known(place.law)
    if known and (str(place.kind), place.section) in known.sections:
        return address_here(place)
    return place.address_in(known.address) if known else None


def address_here(place: Citation) -> str:
    """The page of the section on this site, such as /de/law/sgb-ii/22/ or /de/law/gg/art-13/; see `read_in`."""
    sign = {Kind.SECTION: "", Kind.ARTICLE: "art-", Kind.ANNEX: "anlage-"}[Kind(place.kind)]
    with override(reader_interface()):
        return reverse("wording", args=[slugify(place.law), f"{sign}{place.section}".rstrip("-")])


def reader_interface() -> str:
    """In which language of the interface the pages stand that links lead to."""
    return interface_of(_reader.get() or get_language())


@contextmanager
def read_in(language: str):
    """Pages of this site that links lead to are those for readers of the language, whatever text the link stands in."""
    before = _reader.set(language)
    try:
        yield
    finally:
        _reader.reset(before)


def section_at(law: str, number: str) -> StatuteSection | None:
    """The section whose page has this address."""
    sign, _dash, rest = number.partition("-")
    kind, number = {
        "art": (Kind.ARTICLE, rest),
        "anlage": (Kind.ANNEX, rest),
    }.get(sign, (Kind.SECTION, number))
    rows = StatuteSection.objects.filter(kind=kind.value, number=number).select_related("statute")
    return next((row for row in rows if slugify(row.statute.abbreviation) == law), None)


def forget_addresses() -> None:
    """After a change of a statute, or of its wordings."""
    cache.delete(KEY)
