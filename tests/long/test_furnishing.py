"""The furnished demo on PostgreSQL: a small school at three stages, told by facts that agree with each other.

On SQLite `make test` furnishes it for the journeys.
"""

import stat
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.chaining import first_broken_link
from certificates.gathering import candidates
from certificates.models import Certificate, Listing, Offer
from certificates.pledging import unsigned
from certificates.status import Status, status_of
from lms.learning.models import Attempt, Attendance, Cohort, Enrolment, LearningRecord, Marking
from lms.management.commands.seed import NOT_EMPTY
from lms.management.demo import accounts
from lms.people.login_cards import person_of_code
from lms.people.models import AuditEntry, Location, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    settings.DATA_DIR, settings.DEMO = tmp_path, True
    return settings


def test_the_school_is_furnished_once_and_all_its_facts_agree(demo, capsys):
    call_command("seed")
    now = timezone.now()

    people = User.objects.filter(enrolments__isnull=False).distinct()
    assert Counter(person.content_language for person in people) == {
        "ar": 3, "uk": 3, "tr": 2, "fa": 2, "fr": 2, "en": 3, "de": 1,
    }  # fmt: skip
    assert list(Location.objects.values_list("slug", flat=True)) == ["augsburg", "dresden"]
    stages = {
        offer.cohort.name: Counter(candidate.stage for candidate in candidates(offer, at=now))
        for offer in Offer.objects.select_related("cohort")
    }
    assert stages == {
        "Augsburg, Samstagskurs": {"open": 3},
        "Dresden, Vormittagskurs": {"open": 4, "out_of_reach": 1},
        "Augsburg, Abendkurs": {"ready": 2, "recommended": 1, "certified": 1, "revoked": 1, "open": 1},
        "Augsburg, erster Kurs": {"certified": 1},
    }
    rooms = {
        cohort.name: cohort.capacity - cohort.enrolments.running().count() for cohort in Cohort.objects.all()
    }
    assert rooms == {
        "Augsburg, Samstagskurs": 57,
        "Dresden, Vormittagskurs": 0,
        "Augsburg, Abendkurs": 6,
        "Dresden, Praxiswerkstatt": 28,
        "Augsburg, erster Kurs": 11,
    }

    finished = list(Attempt.objects.finished())
    assert sum(attempt.passed for attempt in finished) == 89
    assert sum(not attempt.passed for attempt in finished) == 14
    assert Marking.objects.waiting().count() == 2
    assert Attempt.objects.open().count() == 1
    assert Attendance.objects.filter(excused=True).exists()
    happened = [
        *LearningRecord.objects.values_list("received_at", flat=True),
        *Attempt.objects.finished().values_list("finished_at", flat=True),
        *AuditEntry.objects.values_list("at", flat=True),
    ]
    assert max(happened) < now

    certificates = {status_of(one.award, now, one): one for one in Certificate.objects.all()}
    assert set(certificates) == {Status.VALID, Status.EXPIRING, Status.REVOKED, Status.SUPERSEDED}
    assert first_broken_link() is None
    assert all(one.pdf_file.open().read(5) == b"%PDF-" for one in certificates.values())

    assert {listing.name for listing in Listing.objects.shown(at=now)} == {"Hanna G.", "Rania"}
    unfinished = Enrolment.objects.running().get(learner__display_name="Mehmet Yıldız")
    assert [pledge.slug for pledge in unsigned(unfinished)] == ["verhaltenskodex", "verschwiegenheit"]

    call_command("rebuild_progress", check=True)

    known = dict(accounts())
    assert stat.S_IMODE((demo.DATA_DIR / "demo-accounts.txt").stat().st_mode) == 0o600
    code, name = known["Learner, ready (ar)"].removesuffix(")").split(" (")
    assert person_of_code(code, address="").display_name == name == "Mariam Al-Khatib"
    email, password = known["Coordinator, Augsburg"].split(", password ")
    assert User.objects.get(email=email).check_password(password)

    with pytest.raises(CommandError) as refusal:
        call_command("seed")
    assert str(refusal.value) == NOT_EMPTY
