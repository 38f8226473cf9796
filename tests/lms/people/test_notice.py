from hashlib import sha256
from pathlib import Path

from django.utils import timezone

import lms.people
from lms.people.notice import VERSION, acknowledge

from ...factories.people import LocationFactory, UserFactory

TEXT = Path(lms.people.__file__).parent / "templates/people/notice.html"
#: version → digest of its text: who changes the text decides whether its meaning changed, and with it the version
TEXTS = {"2026-11": "12ab2e2c8568c26329cd3cf4e1e55c3de93da97c0f94dfcc7104dd4cfc393f2b"}


def test_a_changed_notice_has_a_new_version():
    assert TEXTS[VERSION] == sha256(TEXT.read_bytes()).hexdigest()


def test_the_first_reading_counts(db):
    person, here, at = UserFactory(), LocationFactory(), timezone.now()
    first = acknowledge(person, here, language="ar", at=at)
    again = acknowledge(person, here, language="de", at=timezone.now())
    assert (again, again.language, again.at) == (first, "ar", at)
    assert [(one.location, one.version) for one in person.acknowledgements.all()] == [(here, VERSION)]


def test_the_notice_can_be_read_without_coming_in(client, db):
    LocationFactory(name="Augsburg", contact="datenschutz@example.org")
    LocationFactory(name="Geschlossen", closed_on="2020-01-01")
    text = client.get("/de/privacy/").content.decode()
    assert "datenschutz@example.org" in text and VERSION in text
    assert "Geschlossen" not in text
