"""Every component with sample data, for looking at: run the dev settings and open `/style-guide/de/`.

`SAMPLES` is also what the tests render: a component without a sample fails them.
"""

from datetime import date

from django import forms
from django.contrib.messages.constants import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.shortcuts import render as respond
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import override

from .people.languages import LanguageChoice
from .urls import urlpatterns as site

MODULES = [
    "Meine Rolle: begleiten, informieren, verweisen",
    "Wohnungsmarkt verstehen und Wohnung suchen",
    "Bewerbung, Selbstauskunft und Datenschutz",
    "Wohnkosten sichern: WBS, Wohngeld, Jobcenter, Sozialamt",
    "Mietvertrag, Kaution, Übergabe, Anmeldung",
    "Miete, Nebenkosten, Heizkosten und Mieterhöhung",
    "Gut wohnen: Mängel, Lüften, Hausordnung, Nachbarschaft",
    "Kündigung verstehen, Wohnungsverlust verhindern",
    "Diskriminierung erkennen und handeln (AGG)",
    "Beraten auf Augenhöhe: Gespräch, Datenschutz, Netzwerk",
]
STATES = ["done"] * 4 + ["begun"] + ["open"] * 5
WINDOWS = [
    {"number": number, "name": name, "state": state}
    for number, (name, state) in enumerate(zip(MODULES, STATES, strict=True), 1)
]
QR = format_html(
    '<svg class="{}" viewBox="0 0 9 9" role="img" aria-label="QR"><path d="M1 1h3v3H1zM5 5h3v3H5z"/></svg>',
    "qr",
)
ARABIC = {"lang": "ar", "dir": "rtl"}
LANGUAGES = (
    LanguageChoice("de", "Deutsch", "ltr", "/de/?read=de"),
    LanguageChoice("ar", "العربية", "rtl", "/ar/?read=ar"),
)


class SampleForm(forms.Form):
    name = forms.CharField(label="Wie sollen wir dich nennen?", help_text="Ein Vorname oder ein Spitzname.")
    language = forms.ChoiceField(
        label="Sprache", choices=[("de", "Deutsch"), ("ar", "العربية")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Ich habe das gelesen.")

    def clean(self):
        self.add_error(None, "Fast fertig: Es fehlen noch Angaben.")


FORM = SampleForm({"name": "", "language": "ar"})

#: component → list of its parameters, one sample each
SAMPLES: dict[str, list[dict]] = {
    "agree": [{"field": FORM["agreed"]}],
    "bar": [{}],
    "bell_row": [
        {"text": "Die Kaution", "state": "now", "href": "#", "number": "5.3", "minutes": 35},
        {"text": "Die Übergabe", "state": "open", "href": "#", "number": "5.4", "minutes": 1},
        {"text": "عقد الإيجار", "state": "done", "number": "5.1", **ARABIC},
    ],
    "brand": [{"interface_language": "de"}],
    "callout": [
        {"kind": "warn", "title": "Vorsicht", "text": "Nie ein leeres Formular unterschreiben."},
        {
            "kind": "tip",
            "title": "Gut zu wissen",
            "text": "Fehlende SCHUFA-Daten sind keine schlechten Daten.",
        },
        {
            "kind": "place",
            "title": "Bei dir in Augsburg",
            "text": "Montag und Donnerstag, 9–12 Uhr.",
            "cite": "bis 2027",
        },
        {"kind": "good", "text": "Gespeichert."},
    ],
    "choice": [
        {
            "name": "a",
            "value": "1",
            "text": "Zählerstände",
            "checked": True,
            "type": "checkbox",
            "picto": "meter",
        },
        {"name": "b", "value": "1", "text": "ثلاثة أضعاف", **ARABIC},
    ],
    "citation": [{"text": "§ 551 Abs. 1 BGB", "href": "#"}],
    "date_leaf": [{"date": date(2026, 12, 3)}],
    "door": [
        {"href": "#", "sign": "search", "title": "Ich suche eine Wohnung", "text": "Suchen und bewerben"}
    ],
    "door_button": [
        {"text": "Weiterlernen", "href": "#", "wide": True},
        {"text": "Antwort abgeben", "name": "step", "value": "submit"},
        {"text": "Noch nicht möglich", "disabled": True},
    ],
    "empty": [
        {"title": "Noch kein Treffen", "text": "Sobald eins geplant ist, steht es hier."},
        {
            "title": "Gerade kein Netz",
            "text": "Deine Antworten sind sicher.",
            "picto": "offline",
            "href": "#",
            "action": "Zurück",
        },
    ],
    "field": [{"field": FORM["name"]}],
    "foot": [{}],
    "foot_links": [{"signed_in": True}, {"signed_in": False}],
    "form_errors": [{"form": FORM}],
    "gloss": [
        {
            "id": "g-kaltmiete",
            "word": "Kaltmiete",
            "translated": "الإيجار الأساسي",
            "definition": "الإيجار من دون التكاليف الإضافية.",
            "citation": "§ 551 Abs. 1 BGB",
            **ARABIC,
        }
    ],
    "heading": [{"text": "Dein nächstes Treffen", "id": "meetings", "sub": "Herbst 2026"}],
    "house": [{"windows": WINDOWS, "lit": 4}],
    "key_card": [
        {
            "name": "Samira",
            "cohort": "Augsburg 12",
            "qr": QR,
            "code": "7KQ2 M4XA 93TD",
            "site": "wohnlotse.example",
        }
    ],
    "languages": [{"languages": LANGUAGES, "content_language": "ar"}],
    "matching": [
        {
            "name": "m-1",
            "text": "Kündigung",
            "options": [{"id": "a", "text": "weitergeben"}, {"id": "b", "text": "tun"}],
            "value": "a",
        }
    ],
    "messages": [{"messages": [Message(SUCCESS, "Gespeichert."), Message(ERROR, "Das ging nicht.")]}],
    "mini_window": [{"state": state} for state in ("open", "begun", "done")],
    "nav": [{"here": "learn"}],
    "pictogram": [{"name": name} for name in ("door", "next", "key")],
    "plate": [
        {"number": 5, "label": "Modul"},
        {"number": 10, "big": True},
        {"number": 3, "href": "#", "label": "Modul"},
    ],
    "progress": [{"value": 4, "max": 10, "label": "Module: 4 von 10"}],
    "quiet_button": [
        {"text": "Karte drucken", "href": "#", "picto": "print"},
        {"text": "Zertifikat widerrufen", "kind": "no"},
        {"text": "Drucken", "type": "button", "js": "print"},
    ],
    "segment": [
        {
            "label": "Sprache der Lektion",
            "choices": [
                {"text": "Deutsch", "href": "#", "current": True},
                {"text": "Deutsch + العربية", "href": "#"},
            ],
        }
    ],
    "tag": [
        {"kind": "not_translated"},
        {"kind": "machine"},
        {"kind": "law_review"},
        {"kind": "law_date", "date": date(2026, 4, 29)},
        {"kind": "ok", "text": "bereit", "picto": "check"},
    ],
    "todo_row": [
        {"text": "Verhaltensregeln unterschrieben", "done": True},
        {"text": "Module", "note": "4 von 10 fertig", "value": 4, "max": 10},
    ],
    "window": [{"window": WINDOWS[0], "x": 0, "y": 0, "nx": 26, "ny": 75}],
}
#: parts that only make sense inside another one
INSIDE = {
    "bar",
    "brand",
    "foot",
    "foot_links",
    "languages",
    "nav",
    "messages",
    "window",
    "house_life",
}
LISTS = {"bell_row": "ol class=bells", "todo_row": "ul class=todo"}


def render(name: str, sample: dict) -> str:
    """One component as safe HTML."""
    return render_to_string(f"components/{name}.html", sample)


def show(request, code: str) -> HttpResponse:
    """All components on one page, the interface in the language `code`."""
    with override(code):
        shown = []
        for name in sorted(SAMPLES.keys() - INSIDE):
            html = format_html_join("", "{}", ((render(name, each),) for each in SAMPLES[name]))
            if name in LISTS:
                html = format_html("<{}>{}</{}>", LISTS[name], html, LISTS[name].split()[0])
            shown.append((name, html))
        return respond(request, "style_guide.html", {"shown": shown})


urlpatterns = [path("style-guide/<str:code>/", show), *site]
