"""Snapshots as they lie in the database, for the page of a certificate: names of many scripts, short and long."""

from certificates.naming import read_names

TEXTS = {
    "de": {
        "title": "Teilnahme an der Qualifizierung »Multiplikator:in für Wohnfragen«",
        "wording": "Alle Module wurden bearbeitet, jedes Quiz wurde bestanden.",
        "limits": "Die Inhaberin/der Inhaber leistet keine Rechtsdienstleistung ohne Anleitung (§\u00a06\u00a0RDG).",
    },
    "ar": {
        "title": "المشاركة في برنامج التأهيل «الإرشاد في شؤون السكن»",
        "wording": "أُنجزت جميع الوحدات.",
        "limits": "لا يقدّم خدمات قانونية (\u200e§\u00a06\u00a0RDG\u200e).",
    },
    "en": {
        "title": "Participation in the training “Peer guide for housing matters”",
        "wording": "All modules were completed.",
        "limits": "The holder provides no legal services without guidance (§\u00a06\u00a0RDG).",
    },
}
TITLES = {
    "de": "Beraten auf Augenhöhe: Gespräch, Datenschutz, Netzwerk, Nachbetreuung",
    "ar": "استشارة على قدم المساواة: الحديث وحماية البيانات والشبكة والمتابعة",
    "en": "Advising as equals: conversation, data protection, network, follow-up",
}
NAMES = {
    "ar": ("Rania Haddad", "رانيا حدّاد", "ar"),
    "fa": ("Farhad Ahmadzadeh Gilani", "فرهاد احمدزاده گیلانی", "fa"),
    "uk": ("Olena Kovalenko-Gudz", "Олена Коваленко-Ґудзь", "uk"),
    "am": ("Selam Tesfay Gebrehiwet", "ሰላም ተስፋይ ገብረሂወት", "en"),
    "long": (
        "Mohammad Abdulrahman Al-Hassan bin Abdullah Al-Muhammadi Al-Trabelsi Al-Andalusi",
        "محمد عبد الرحمن الحسن بن عبد الله المحمدي الطرابلسي الأندلسي المغربي الدمشقي",
        "ar",
    ),
    "plain": ("Jürgen Müller-Lüdenscheidt", "", "de"),
}
NUMBER = "7h2k9qpm4c7h2k9qpm4c7h2k"


def snapshot(name: str = "ar", languages=("de", "ar"), *, texts=TEXTS, **changes) -> dict:
    """A snapshot of ten modules in one or two languages, for a holder of `NAMES`."""
    latin, own, read = NAMES[name]
    return {
        "public_id": NUMBER,
        "address": f"https://wohnlotse.example.org/v/{NUMBER}",
        "languages": list(languages),
        "issuer": {
            "name": "Wohnen statt Unterbringung – reloaded",
            "location": "Standort Augsburg",
            "city": "Augsburg",
            "person": "Mira Lindner",
        },
        "holder": read_names(latin, own, language=read).snapshot(),
        "texts": {code: {**texts[code], "language": code} for code in languages},
        "modules": [
            {
                "number": number,
                "slug": f"m{number}",
                "units": "4.5",
                "mark": ("very_good", "good", "passed")[number % 3],
                "titles": {code: {"words": TITLES[code], "language": code} for code in languages},
            }
            for number in range(1, 11)
        ],
        "attended_units": "32.0",
        "self_study_units": "45.0",
        "certified_on": "2026-11-13",
        "valid_until": "2028-11-12",
        **changes,
    }
