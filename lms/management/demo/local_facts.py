"""What holds at the two locations of the demo: every value is invented, and says so."""

from datetime import datetime, timedelta

from django.utils import timezone

from lms.learning.local_facts import fill_in
from lms.learning.models import LocalFact
from lms.people.models import Location

from .team import Staff

INVENTED = "Beispiel der Vorführung, frei erfunden"
#: short name → days from now to the last one of its validity, and the value in each language
HERE = {
    "augsburg": {
        "beratungsstelle": (
            300,
            {
                "de": "Beispiel: Mieterberatung Musterhaus\nMusterstraße 3, Tel. 0821 000001\nDienstag 14 bis 17 Uhr",
                "ar": "مثال: استشارات المستأجرين «موسترهاوس»\nMusterstraße 3، هاتف 0821 000001\nالثلاثاء من 14 إلى 17",
            },
        ),
        "wohnungsamt": (300, {"de": "Beispiel-Wohnungsamt, Musterplatz 1, 86150 Augsburg"}),
        "mietobergrenze": (20, {"de": "611.11"}),
        "mietspiegel": (300, {"de": "https://mietspiegel.example/augsburg"}),
        "antidiskriminierung": (
            300,
            {"de": "Beispiel: Beratung Gleich & Fair, Telefon 0821 000002, auch auf Arabisch und Farsi"},
        ),
    },
    "dresden": {
        "beratungsstelle": (
            300,
            {
                "de": "Beispiel: Mieterinfo Beispielweg\nBeispielweg 5, Telefon 0351 000001\nDonnerstag 10 bis 13 Uhr",
                "ar": "مثال: معلومات المستأجرين\nBeispielweg 5، هاتف 0351 000001\nالخميس من 10 إلى 13",
            },
        ),
        "wohnungsamt": (300, {"de": "Beispiel-Sozialamt, Beispielplatz 2, 01067 Dresden"}),
        "mietobergrenze": (-40, {"de": "555.55"}),
        "wohnungsnotfall": (300, {"de": "Beispiel: Fachstelle Dach, Telefon 0351 000003"}),
    },
}


def write_down(places: dict[str, Location], staff: Staff, *, at: datetime) -> None:
    """Each coordinator writes down what holds at the own location; something is missing, or no longer valid."""
    today = timezone.localdate(at)
    facts = LocalFact.objects.select_related("key", "location")
    for slug, values in HERE.items():
        for key, (days, words) in values.items():
            fill_in(
                facts.get(location=places[slug], key__slug=key),
                words,
                source=INVENTED,
                valid_until=today + timedelta(days=days),
                by=staff.coordinators[slug],
                at=at - timedelta(days=60),
            )
