"""Extra time: given and taken back by those who lead the learner, told to the learner, forgotten with the account."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lms.learning.accommodating import NoExtraTime, give_extra_time, take_back_extra_time
from lms.learning.erasing import known
from lms.learning.models import Accommodation
from lms.people.erasing import erase
from lms.people.models import AuditEntry
from tests.factories.people import coordinator, trainer

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def leader(learner, client):
    """The coordinator of the learner's location, signed in."""
    found = coordinator(learner.enrolments.get().cohort.location)
    client.force_login(found)
    return found


def give(learner, by, quiz=None, percent=0, minutes=0):
    return give_extra_time(learner, quiz=quiz, percent=percent, minutes=minutes, by=by, at=NOW)


def test_what_is_given_again_takes_the_place_of_what_was_given(learner, quiz):
    by = trainer()
    give(learner, by, percent=25)
    give(learner, by, quiz, minutes=5)
    give(learner, by, percent=50)
    given = Accommodation.objects.order_by("percent").values_list("quiz", "percent", "minutes")
    assert list(given) == [(quiz.pk, 0, 5), (None, 50, 0)]
    assert AuditEntry.objects.filter(act="extra_time_given", person=learner).count() == 3


def test_no_time_is_no_extra_time(learner):
    with pytest.raises(NoExtraTime):
        give(learner, trainer())
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.create(learner=learner, given_by=learner, given_at=NOW)


def test_it_is_taken_back(learner):
    take_back_extra_time(give(learner, trainer(), minutes=5), by=trainer(), at=NOW)
    assert not Accommodation.objects.exists()
    assert AuditEntry.objects.filter(act="extra_time_taken_back", person=learner).exists()


def test_it_belongs_to_what_is_known_and_is_forgotten(learner, quiz):
    give(learner, trainer(), quiz, percent=25)
    assert [row["percent"] for row in known(learner)["extra_time"]] == [25]
    erase(learner, by=None, at=NOW)
    assert not Accommodation.objects.exists()


def test_it_is_given_in_the_admin_and_taken_back(client, leader, learner, quiz):
    enrolment = learner.enrolments.get()
    data = {"learner": enrolment.pk, "quiz": quiz.pk, "percent": "25", "minutes": "0"}
    refused = client.post(reverse("accommodation:add"), {**data, "percent": "0"})
    assert refused.status_code == 200 and "Say how much more" in refused.content.decode()
    for too_much in ({"percent": "401"}, {"minutes": "1441"}):
        assert client.post(reverse("accommodation:add"), data | too_much).status_code == 200
    client.post(reverse("accommodation:add"), data)
    given = Accommodation.objects.get()
    assert (given.learner, given.quiz, given.percent, given.given_by) == (learner, quiz, 25, leader)
    page = client.get(reverse("accommodation:index")).content.decode()
    assert learner.username in page and "Meine Rolle" in page
    client.post(reverse("accommodation:delete", args=[given.pk]))
    assert not Accommodation.objects.exists()


def test_other_locations_know_nothing_of_it(client, learner, quiz):
    given = give(learner, trainer(), percent=25)
    client.force_login(coordinator())
    assert learner.username not in client.get(reverse("accommodation:index")).content.decode()
    for page in ("inspect", "delete"):
        assert client.get(reverse(f"accommodation:{page}", args=[given.pk])).status_code == 404
    enrolment = learner.enrolments.get()
    data = {"learner": enrolment.pk, "quiz": "", "percent": "25", "minutes": "0"}
    assert client.post(reverse("accommodation:add"), data).status_code == 200
    assert Accommodation.objects.count() == 1
