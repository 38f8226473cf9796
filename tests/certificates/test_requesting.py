"""The holder says which name stands on it; everything printed is written down before it is."""

from datetime import UTC, datetime

import pytest
from django_tasks import default_task_backend, task_backends

from certificates.awarding import revoke
from certificates.issuing import TRIES, try_to_issue
from certificates.models import Award, Certificate, RevocationKind
from certificates.refusals import (
    LanguageMissing,
    NameNotLatin,
    NothingToPrint,
    NotParked,
    OnlyTheHolder,
)
from certificates.requesting import request_certificate, second_languages, try_again
from lms.people.models import AuditEntry
from tests.factories.certificates import AwardFactory, certified, live, school
from tests.factories.people import coordinator

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)
ARABIC = {"title": "المشاركة", "wording": "أُنجزت جميع الوحدات.", "limits": "لا خدمات قانونية."}


@pytest.fixture(autouse=True)
def queue():
    """The tasks that were enqueued since the test began."""
    task_backends["db"].clear()
    yield lambda: [(task.task.func.__name__, task.args) for task in task_backends["db"].results]
    task_backends["db"].clear()
    assert default_task_backend


@pytest.fixture
def award():
    offer, (enrolment,), *_ = school(at=NOW)
    enrolment.learner.content_language = "ar"
    enrolment.learner.save()
    live(offer.version.achievement, "ar", **ARABIC)
    return certified(enrolment, offer, at=NOW)


def test_what_is_printed_is_written_down_and_the_printing_waits(award, queue):
    made = request_certificate(award, "ar", "Rania Haddad", "رانيا حدّاد", by=award.learner, at=NOW)

    assert (made.issued_at, made.pdf_file.name, made.tries) == (None, "", 0)
    assert queue() == [("issue_certificate", [made.pk])]
    assert made.snapshot["holder"] == {
        "latin": "Rania Haddad",
        "latin_language": "und-Latn",
        "own": "رانيا حدّاد",
        "own_language": "ar",
        "own_dir": "rtl",
    }
    assert made.snapshot["languages"] == ["de", "ar"]
    assert made.snapshot["texts"]["ar"] == {**ARABIC, "language": "ar"}
    assert made.snapshot["address"].endswith(f"/v/{made.public_id}")
    assert (made.snapshot["certified_on"], made.snapshot["valid_until"]) == ("2026-11-13", "2028-11-12")
    assert (made.snapshot["attended_units"], made.snapshot["self_study_units"]) == ("8.0", "8.0")
    assert [module["mark"] for module in made.snapshot["modules"]] == ["very_good", "very_good"]
    assert [module["titles"]["ar"] for module in made.snapshot["modules"]] == [
        {"words": "Modul 1", "language": "de"},  # not translated: it says so
        {"words": "Modul 2", "language": "de"},
    ]


def test_the_log_says_that_a_name_was_confirmed_and_never_which(award):
    made = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    entry = AuditEntry.objects.about(made).get()
    assert (entry.act, entry.person) == ("certificate_requested", award.learner)
    assert "Rania" not in str(entry.detail.details)


def test_asked_for_twice_the_first_name_stands(award, queue):
    first = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    second = request_certificate(award, "ar", "Rana Hadad", by=award.learner, at=NOW)
    assert (first, second.snapshot["holder"]["latin"]) == (second, "Rania Haddad")
    assert len(queue()) == 1


def test_only_the_holder_confirms_the_name(award):
    with pytest.raises(OnlyTheHolder):
        request_certificate(award, "", "Rania Haddad", by=award.certified_by, at=NOW)


def test_a_recommendation_is_nothing_to_print_yet():
    waiting = AwardFactory()
    with pytest.raises(NothingToPrint):
        request_certificate(waiting, "", "Rania Haddad", by=waiting.learner, at=NOW)


def test_what_was_revoked_is_not_printed(award):
    revoke(award, RevocationKind.MISTAKE, "Irrtum", by=award.certified_by, at=NOW)
    award = Award.objects.get()
    with pytest.raises(NothingToPrint):
        request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)


def test_a_wrong_name_leaves_nothing_behind(award, queue):
    with pytest.raises(NameNotLatin):
        request_certificate(award, "", "رانيا", by=award.learner, at=NOW)
    assert (Certificate.objects.count(), queue()) == (0, [])


def test_second_languages_are_those_with_a_live_text_and_a_complete_interface(award):
    achievement = award.offer.version.achievement
    live(achievement, "uk", title="Участь", wording="Усі модулі.")
    achievement._parler_meta.root_model(
        master=achievement, language_code="en", live=False, title="Draft"
    ).save()
    assert second_languages(award) == ["ar"]
    for missing in ("uk", "en", "xx", "de"):
        with pytest.raises(LanguageMissing):
            request_certificate(award, missing, "Rania Haddad", by=award.learner, at=NOW)


def test_a_parked_certificate_is_tried_again_by_a_person(award, queue):
    made = request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW)
    boss = coordinator(award.enrolment.cohort.location)
    with pytest.raises(NotParked):
        try_again(made, by=boss, at=NOW)
    Certificate.objects.update(tries=TRIES)
    assert try_to_issue(made.pk, at=NOW).parked_at == NOW

    again = try_again(made, by=boss, at=NOW)
    assert (again.parked_at, again.tries, again.fault) == (None, 0, "")
    assert len(queue()) == 2
