"""Who rewrites the past breaks the chain, even past the triggers; who forgets the details does not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from certificates.awarding import revoke
from certificates.chaining import chain, first_broken_link
from certificates.issuing import issue
from certificates.models import (
    NOTHING,
    ChainHead,
    EventKind,
    RevocationKind,
    StatusDetail,
    StatusEvent,
)
from certificates.requesting import request_certificate
from lms.people.erasing import erase
from tests.factories.certificates import AwardFactory, certified, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def story():
    """An award that was certified, printed and revoked."""
    offer, (enrolment,), _, boss = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    issue(request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW), at=NOW)
    return revoke(award, RevocationKind.CONDUCT, "Geld verlangt", by=boss, at=NOW + timedelta(days=1))


def without_triggers(*statements: str) -> None:
    """What somebody could do who has the database in their hands."""
    with connection.cursor() as cursor:
        for event in ("changed", "deleted"):
            table = " ON certificates_statusevent" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER changes_of_status_are_not_{event}{table}")
        for statement in statements:
            cursor.execute(statement)


def test_each_change_is_a_link_to_the_one_before(story):
    kinds = list(StatusEvent.objects.values_list("number", "kind"))
    assert kinds == [(1, "certified"), (2, "issued"), (3, "revoked")]
    first, second, third = StatusEvent.objects.all()
    assert [first.previous, second.previous, third.previous] == [NOTHING, first.hash, second.hash]
    assert ChainHead.objects.get().hash == third.hash
    assert third.detail.details["why"] == "conduct"
    assert first_broken_link() is None


def test_the_database_refuses_to_change_it(story):
    for act in (lambda rows: rows.update(kind="issued"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="never"), transaction.atomic():
            StatusDetail.objects.all().delete()
            act(StatusEvent.objects.filter(number=3))


@pytest.mark.parametrize(
    ("statement", "link"),
    [
        ("UPDATE certificates_statusevent SET at = '2020-01-01 00:00:00+00:00' WHERE number = 2", 2),
        ("UPDATE certificates_statusevent SET kind = 'renewed' WHERE number = 3", 3),
        ("UPDATE certificates_statusevent SET certificate_id = NULL WHERE number = 2", 2),
        ("DELETE FROM certificates_statusdetail; DELETE FROM certificates_statusevent WHERE number = 3", 3),
        ("UPDATE certificates_statusdetail SET details = '{}' WHERE event_id IN "
         "(SELECT id FROM certificates_statusevent WHERE number = 3)", 3),
        ("UPDATE certificates_chainhead SET number = 2", 4),
    ],
)  # fmt: skip
def test_whoever_rewrites_it_is_found_at_that_link(story, statement, link):
    without_triggers(*statement.split("; "))
    assert first_broken_link() == link


def test_erasing_the_holder_forgets_why_and_breaks_nothing(story):
    erase(story.learner, by=None, at=NOW + timedelta(days=2))
    assert not StatusDetail.objects.exists()
    assert StatusEvent.objects.count() == 3
    assert first_broken_link() is None


def test_an_empty_chain_holds():
    assert first_broken_link() is None
    chain(EventKind.CERTIFIED, AwardFactory(), at=NOW)
    assert first_broken_link() is None
