"""Short names: what stands in addresses, in categories and in tags."""

from django.utils.text import slugify

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
LONGEST = 50


def short_name(title: str) -> str:
    """A name for addresses, from a German title; empty for one in another script."""
    return slugify(title.translate(UMLAUTS))[:LONGEST].strip("-")


def free_name(wanted: str, taken) -> str:
    """The short name, or with a number behind it if it is among those `taken` (a queryset of their kind)."""
    names = {*taken.values_list("slug", flat=True), "quiz", ""}
    name, number = wanted, 2
    while name in names:
        name, number = f"{wanted[: LONGEST - 5] or 'x'}-{number}", number + 1
    return name
