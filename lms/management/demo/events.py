"""Two open evenings on the public pages, in the languages in which these are complete."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Locale

from cms.models import EventPage, IndexPage

from .timetable import moment

#: days from now, hour, place, and for each language title, in short, and what is interpreted
EVENTS = {
    "infoabend-wohnungssuche": (
        6,
        time(18),
        "Treffpunkt Zeughaus, Augsburg",
        {
            "de": ("Infoabend: Eine Wohnung suchen", "Wohnlots:innen beantworten Fragen.", "Arabisch, Ukrainisch"),
            "en": ("Open evening: looking for a flat", "Peer guides answer your questions.", "Arabic, Ukrainian"),
            "ar": ("أمسية مفتوحة: البحث عن شقة", "مرشدات السكن ومرشدوه يجيبون عن الأسئلة.", "العربية والأوكرانية"),
        },
    ),
    "netzwerktreffen-dresden": (
        20,
        time(15),
        "Stadtteilhaus, Dresden",
        {
            "de": ("Netzwerktreffen: Was hat geholfen?", "Die Standorte zeigen, was sie versucht haben.", "Englisch"),
            "en": ("Network meeting: what has helped?", "The sites show what they have tried.", "English"),
            "ar": ("لقاء الشبكة: ما الذي ساعد؟", "تعرض المواقع ما جرّبته.", "الإنجليزية"),
        },
    ),
}  # fmt: skip


def announce(*, at: datetime) -> None:
    """Publish the events, German first, each other language as a translation of it."""
    for slug, (days, hour, place, texts) in EVENTS.items():
        starts_at = moment(timezone.localdate(at) + timedelta(days=days), hour)
        german = None
        for language, (title, intro, interpreting) in texts.items():
            locale = Locale.objects.get(language_code=language)
            page = german.copy_for_translation(locale) if german else EventPage(slug=slug, locale=locale)
            page.title, page.intro, page.interpreting, page.place = title, intro, interpreting, place
            page.starts_at, page.ends_at = starts_at, starts_at + timedelta(hours=2)
            if german is None:
                german = IndexPage.objects.get(locale=locale, slug="info").add_child(instance=page)
            page.save_revision().publish()
