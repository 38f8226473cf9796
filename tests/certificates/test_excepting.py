"""Who fails a rule is certified only as an exception: two people give a reason, and it stands with the award."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.awarding import certify, certify_all, recommend
from certificates.badge import credential
from certificates.models import Award
from certificates.refusals import NotYetQualified
from certificates.requesting import request_certificate
from tests.factories.certificates import deserve, learn_everything, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
SICK, YES = "War im Krankenhaus.", "Hat alles nachgeholt."


@pytest.fixture
def absent():
    """Everything learned but no meeting attended; one module of two completed."""
    offer, (enrolment,), teacher, boss = school(at=NOW)
    learn_everything(enrolment, at=NOW - timedelta(days=1), modules=1)
    return offer, enrolment, teacher, boss


def test_without_a_reason_nobody_who_fails_a_rule_gets_on(absent):
    offer, enrolment, teacher, _ = absent
    for exception in ("", "  "):
        with pytest.raises(NotYetQualified):
            recommend(enrolment, offer, by=teacher, at=NOW, exception=exception)


def test_the_reason_of_who_recommends_is_not_enough(absent):
    offer, enrolment, teacher, boss = absent
    award = recommend(enrolment, offer, by=teacher, at=NOW, exception=SICK)
    assert award.exception == SICK
    with pytest.raises(NotYetQualified):
        certify(award, by=boss, at=NOW)
    outcome = certify_all([award], by=boss, at=NOW)
    assert (outcome.done, len(outcome.refused)) == ([], 1)


def test_the_exception_stands_with_the_award_and_says_what_is_missing(absent):
    offer, enrolment, teacher, boss = absent
    award = certify(
        recommend(enrolment, offer, by=teacher, at=NOW, exception=SICK), by=boss, at=NOW, exception=f" {YES} "
    )
    assert award.exception == YES
    missing = [sentence for one in award.evidence["findings"] for sentence in one.get("missing", ())]
    assert len(missing) == 2
    assert award.evidence["units"] == {"attended": "0", "planned": "8.0", "self_study": "4.0"}
    assert award.events.get().detail.details["exception"] == YES
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Award.objects.update(exception="Einfach so.")
    with pytest.raises(IntegrityError, match="without a reason"), transaction.atomic():
        Award.objects.update(exception="")

    paper = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW).snapshot
    assert paper["exception"]
    assert [module["number"] for module in paper["modules"]] == [1]  # what was not learned is not printed
    for snapshot, said in ((paper, True), (paper | {"exception": False}, False)):
        (evidence,) = credential(snapshot, 1, 1)["evidence"]
        assert ("in the single case" in evidence["narrative"]) == said
        assert YES not in str(evidence)


def test_where_nothing_is_missing_no_exception_is_kept(absent):
    offer, enrolment, teacher, boss = absent
    award = recommend(enrolment, offer, by=teacher, at=NOW, exception=SICK)
    deserve(enrolment, at=NOW)
    award = certify(award, by=boss, at=NOW + timedelta(hours=1), exception=YES)
    assert award.exception == ""
    assert "missing" not in str(award.evidence["findings"])
