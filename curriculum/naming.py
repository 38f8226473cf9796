"""Short names: what stands in addresses, in categories and in tags."""

from django.utils.text import slugify

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def short_name(title: str) -> str:
    """A name for addresses, from a German title; empty for one in another script."""
    return slugify(title.translate(UMLAUTS))[:50].strip("-")
