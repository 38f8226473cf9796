import datetime as dt

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Locale

from cms.models import EventPage, GoodPracticePage, HomePage, IndexPage, InfoPage


def home(language="de") -> HomePage:
    """The home page that the first migration made."""
    return HomePage.objects.get(locale__language_code=language)


def shelf(language="de") -> IndexPage:
    """The overview that the first migration made."""
    return IndexPage.objects.get(locale__language_code=language, slug="info")


class PageFactory(wagtail_factories.PageFactory):
    """A live page; give it a `parent`, of which it takes the language."""

    class Meta:
        abstract = True

    locale = factory.LazyAttribute(lambda page: page.parent.locale if page.parent else Locale.get_default())


class InfoPageFactory(PageFactory):
    class Meta:
        model = InfoPage

    title = factory.Sequence(lambda n: f"Frage {n}")
    intro = "Kurz gesagt."


class GoodPracticePageFactory(PageFactory):
    class Meta:
        model = GoodPracticePage

    title = factory.Sequence(lambda n: f"Idee {n}")
    intro = "Was wir versucht haben."


class EventPageFactory(PageFactory):
    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Abend {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=3))
    place = "Haus der Begegnung"
    intro = "Offen für alle."
