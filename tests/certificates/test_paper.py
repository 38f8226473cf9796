"""How far the document is: said of each award, and asked of all, with the same result."""

from datetime import UTC, datetime

import pytest

from certificates.models import Award
from certificates.paper import Paper, paper_of
from certificates.requesting import request_certificate
from tests.factories.certificates import certified, school

NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def award(db):
    offer, (enrolment,), *_ = school(at=NOW)
    return certified(enrolment, offer, at=NOW)


def where(award) -> list[Paper]:
    """In which lists it stands."""
    return [paper for paper in Paper if award in Award.objects.with_paper(paper)]


def asked(award, **facts):
    made = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    type(made).objects.filter(pk=made.pk).update(**facts)


def test_without_a_name_it_waits_for_one(award):
    assert [paper_of(award)] == where(award) == [Paper.NAME]


@pytest.mark.parametrize(
    ("facts", "paper"),
    [
        ({}, Paper.PRINTING),
        ({"parked_at": NOW}, Paper.PARKED),
        ({"issued_at": NOW, "pdf_sha256": "0" * 64}, Paper.PRINTED),
    ],
)
def test_it_is_printed_parked_or_there(award, facts, paper):
    asked(award, **facts)
    assert [paper_of(award)] == where(award) == [paper]
