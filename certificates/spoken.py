"""Languages that multipliers speak: more than those in which the site can be read."""

from django.conf import settings

from lms.printing.scripts import direction_of

#: code → how the language calls itself
SPOKEN = dict(settings.LANGUAGES) | {
    "am": "አማርኛ",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "ps": "پښتو",
    "ku": "Kurdî",
    "ckb": "کوردی",
    "ru": "Русский",
    "ka": "ქართული",
    "sq": "Shqip",
    "ro": "Română",
    "es": "Español",
    "vi": "Tiếng Việt",
}


def named(code: str) -> dict:
    """Code, own name and direction, for a page."""
    return {"code": code, "name": SPOKEN[code], "dir": direction_of(SPOKEN[code])}
