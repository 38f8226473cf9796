"""Where the official text of a law stands, asked once a minute rather than once a citation."""

from django.core.cache import cache

from .citations import NotACitation, parse
from .models import Statute

KEY = "curriculum:statute-addresses"
MINUTE = 60


def address_of(law: str) -> str | None:
    """The address of the law's official text; None for a law that is not among the statutes.

    A law that is not known is looked up afresh: another process may just have loaded it.
    """
    if not law:
        return None
    addresses = cache.get(KEY)
    if addresses is None or law not in addresses:
        addresses = dict(Statute.objects.values_list("abbreviation", "address"))
        cache.set(KEY, addresses, MINUTE)
    return addresses.get(law)


def official_address(citation: str) -> str | None:
    """Where the cited place of a law stands; None for what is no citation, another source or an unknown law."""
    try:
        place = parse(citation)
    except NotACitation:
        return None
    return place.address_in(address) if (address := address_of(place.law)) else None


def forget_addresses() -> None:
    """After a change of a statute."""
    cache.delete(KEY)
