import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from lms.learning.models import Answer, Attempt, Enrolment, LearningRecord, LessonProgress, ModuleProgress
from lms.people.auditing import record
from lms.people.erasing import erase
from lms.people.login_cards import issue_card
from lms.people.models import AuditDetail, AuditEntry, LoginCard, PrivacyAcknowledgement, User
from lms.people.notice import acknowledge
from lms.people.signals import erasing

from ...factories.curriculum import LessonFactory, QuizFactory
from ...factories.learning import AttendanceFactory, EnrolmentFactory
from ...factories.people import UserFactory, office, trainer

NOW = timezone.now()


@pytest.fixture
def person(db):
    """Somebody who did a bit of everything."""
    enrolment = EnrolmentFactory(
        learner__display_name="Samira", learner__email="samira@example.org", enrolled_at=NOW
    )
    person, lesson, quiz = enrolment.learner, LessonFactory(), QuizFactory()
    location = enrolment.cohort.location
    issue_card(person, by=person, at=NOW, location=location)
    acknowledge(person, location, language="ar", at=NOW)
    EmailAddress.objects.create(user=person, email=person.email)
    AttendanceFactory(enrolment=enrolment)
    LearningRecord.objects.create(
        learner=person,
        client_key=uuid4(),
        body_digest="",
        verb="opened",
        object_kind="lesson",
        object_id=lesson.pk,
        received_at=NOW,
    )
    LessonProgress.objects.create(learner=person, lesson=lesson, opened_at=NOW)
    ModuleProgress.objects.create(learner=person, module=lesson.module)
    Attempt.objects.create(
        learner=person,
        quiz=quiz,
        enrolment=enrolment,
        number=1,
        client_key=uuid4(),
        seed=1,
        pass_mark=Decimal(70),
        started_at=NOW,
    )
    Client().force_login(person)
    return person


def test_an_erased_person_is_a_blank_tombstone(person):
    pseudonym, by = person.username, office()
    erase(person, by=by, at=NOW)
    left = User.objects.get(pk=person.pk)
    assert (left.display_name, left.first_name, left.last_name, left.email) == ("", "", "", "")
    assert left.username != pseudonym and left.username.startswith("p-")
    assert (left.erased_at, left.is_active, left.last_login, left.content_language) == (NOW, False, None, "")
    assert not left.has_usable_password()


def test_all_rooms_forget(person):
    erase(person, by=None, at=NOW)
    for kind in (
        LoginCard,
        PrivacyAcknowledgement,
        EmailAddress,
        Session,
        LearningRecord,
        LessonProgress,
        ModuleProgress,
        Attempt,
        Answer,
    ):
        assert not kind.objects.exists(), kind
    enrolment = Enrolment.objects.get()
    assert (enrolment.learner_id, enrolment.left_at) == (person.pk, NOW)
    assert enrolment.attendances.count() == 1


def test_the_log_keeps_that_it_was_and_forgets_of_whom(person):
    other = UserFactory()
    record("seen", other, by=person, at=NOW, person=other, note="about the other")
    entries = AuditEntry.objects.count()
    erase(person, by=None, at=NOW)
    assert AuditEntry.objects.count() == entries + 1
    assert not AuditDetail.objects.filter(entry__person=person).exclude(details={}).exists()
    assert AuditDetail.objects.get(entry__person=other).details == {"note": "about the other"}


def test_the_person_comes_in_no_more(person):
    browser = Client()
    browser.force_login(person)
    erase(person, by=None, at=NOW)
    assert browser.get("/de/me/").status_code == 302


def test_others_stay_as_they_are(person):
    other = EnrolmentFactory(learner__display_name="Nour")
    browser = Client()
    browser.force_login(other.learner)
    erase(person, by=None, at=NOW)
    assert browser.get("/de/me/").status_code == 200
    assert Enrolment.objects.running().get() == other


def test_the_team_can_be_erased_and_what_it_did_keeps_its_shape(db):
    person = trainer()
    attendance = AttendanceFactory(recorded_by=person)
    erase(person, by=office(), at=NOW)
    attendance.refresh_from_db()
    assert attendance.recorded_by.erased_at == NOW
    assert not attendance.recorded_by.groups.exists() and not attendance.recorded_by.memberships.exists()


def test_erasing_is_all_or_nothing(person):
    def cannot(**kwargs):
        raise RuntimeError("a room that cannot forget")

    erasing.connect(cannot)
    try:
        with pytest.raises(RuntimeError):
            erase(person, by=None, at=NOW)
    finally:
        erasing.disconnect(cannot)
    assert User.objects.get(pk=person.pk).display_name == "Samira"
    assert LearningRecord.objects.exists()


def test_erasing_twice_does_nothing_more(person):
    erase(person, by=None, at=NOW)
    erase(person, by=None, at=NOW)
    assert AuditEntry.objects.filter(act="person_erased").count() == 1


def test_both_are_commands_too(person):
    out = StringIO()
    call_command("export_person", person.username, stdout=out)
    assert json.loads(out.getvalue())["account"]["display_name"] == "Samira"
    call_command("erase_person", person.username, yes=True, stdout=out)
    assert User.objects.get(pk=person.pk).erased_at
    with pytest.raises(CommandError, match="There is nobody called"):
        call_command("erase_person", person.username, yes=True, stdout=out)


@pytest.mark.django_db
def test_the_picture_of_somebody_of_the_team_goes_with_them():
    person = trainer()
    profile = UserProfile.get_for_user(person)
    profile.avatar.save("tina.png", ContentFile(b"a picture"))
    picture = Path(profile.avatar.path)
    assert picture.exists()
    erase(person, by=office(), at=NOW)
    assert not picture.exists()
