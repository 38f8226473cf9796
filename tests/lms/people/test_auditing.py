import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lms.people.auditing import is_untouched, record
from lms.people.models import AuditEntry

from ...factories.people import LocationFactory, UserFactory, coordinator, office, trainer

AT = dt.datetime(2026, 11, 22, 18, 0, tzinfo=dt.UTC)


def test_an_act_is_written_down_with_what_may_name_somebody_apart(db):
    location, by, person = LocationFactory(), UserFactory(), UserFactory()
    entry = record("renamed", location, by=by, at=AT, person=person, location=location, former="Amal", day=AT)
    entry = AuditEntry.objects.get(pk=entry.pk)
    assert (entry.at, entry.by, entry.act, entry.person) == (AT, by, "renamed", person)
    assert (entry.subject_kind, entry.subject_id) == ("people.location", location.pk)
    assert entry.detail.details == {"former": "Amal", "day": "2026-11-22T18:00:00Z"}
    assert is_untouched(entry.detail)
    entry.detail.details["former"] = "Nour"
    assert not is_untouched(entry.detail)


def test_the_same_details_have_another_digest_each_time(db):
    person = UserFactory()
    one, two = (record("seen", person, by=None, at=AT, name="Amal") for _ in range(2))
    assert one.digest != two.digest


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_log_only_grows(db, act):
    entry = record("seen", UserFactory(), by=None, at=AT)
    with pytest.raises(DatabaseError, match="An audit entry is never"), transaction.atomic():
        rows = AuditEntry.objects.filter(pk=entry.pk)
        rows.update(act="unseen") if act == "update" else rows._raw_delete(rows.db)
    assert AuditEntry.objects.filter(pk=entry.pk, act="seen").exists()


def test_details_can_go_while_the_entry_stays(db):
    entry = record("seen", UserFactory(), by=None, at=AT, name="Amal")
    entry.detail.delete()
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_coordinators_see_the_log_of_their_location_only(db):
    here, there = LocationFactory(), LocationFactory()
    at = timezone.now()
    ours, theirs = (record("seen", place, by=None, at=at, location=place) for place in (here, there))
    everywhere = record("seen", here, by=None, at=at)
    assert set(AuditEntry.objects.visible_to(coordinator(here))) == {ours}
    assert set(AuditEntry.objects.visible_to(trainer(here))) == set()
    assert {ours, theirs, everywhere} <= set(AuditEntry.objects.visible_to(office()))
