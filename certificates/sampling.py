"""Certificates of nobody, with names that are hard to print: a design is tried with them."""

from functools import cache

import yaml

from .loading import BUNDLED
from .models.printed_preview import LANGUAGES
from .naming import read_names

#: name of the sample → Latin, own script, what the holder reads
NAMES = {
    "long": (
        "Mohammad Abdulrahman Al-Hassan bin Abdullah Al-Muhammadi Al-Trabelsi Al-Andalusi",
        "محمد عبد الرحمن الحسن بن عبد الله المحمدي الطرابلسي الأندلسي المغربي الدمشقي",
        "ar",
    ),
    "arabic": ("Rania Haddad", "رانيا حدّاد", "ar"),
    "ethiopic": ("Selam Tesfay Gebrehiwet", "ሰላም ተስፋይ ገብረሂወት", "en"),
}
MODULE = {
    "de": "Beraten auf Augenhöhe: Gespräch, Datenschutz, Netzwerk, Nachbetreuung",
    "en": "Advising as equals: conversation, data protection, network, follow-up",
    "ar": "استشارة على قدم المساواة: الحديث وحماية البيانات والشبكة والمتابعة",
}
MODULES = 10
NUMBER = "0" * 24


@cache
def texts() -> dict[str, dict]:
    """Language → the words that come with the product."""
    bundled = yaml.safe_load((BUNDLED / "wohnlotse.yaml").read_text(encoding="utf-8"))
    return bundled["texts"]


def sample_snapshot(name: str, design: dict | None = None) -> dict:
    """A snapshot of ten modules for the sample of the name, in the design as a snapshot keeps it."""
    latin, own, read = NAMES[name]
    languages = LANGUAGES[name]
    titles = {code: {"words": MODULE[code], "language": code} for code in languages}
    return {
        "public_id": NUMBER,
        "address": f"https://wohnlotse.example.org/v/{NUMBER}",
        "languages": list(languages),
        "design": design,
        "issuer": {
            "name": "Wohnen statt Unterbringung – reloaded",
            "location": "Augsburg",
            "city": "Augsburg",
            "person": "Mira Lindner",
        },
        "holder": read_names(latin, own, language=read).snapshot(),
        "texts": {code: {**texts()[code], "language": code} for code in languages},
        "modules": [
            {
                "number": number,
                "slug": f"m{number}",
                "units": "4.5",
                "mark": ("very_good", "good", "passed")[number % 3],
                "titles": titles,
            }
            for number in range(1, MODULES + 1)
        ],
        "attended_units": "32.0",
        "self_study_units": "45.0",
        "certified_on": "2026-11-13",
        "valid_until": "2028-11-12",
    }
