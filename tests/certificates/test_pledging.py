"""Learners sign in the web page; which text in which version and language they signed, and when, is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from certificates.awarding import recommend
from certificates.models import Pledge, Signature
from certificates.pledging import fingerprint, sign, text_to_sign, unsigned
from certificates.refusals import NotAskedFor, NotYetQualified, PledgeChanged
from tests.factories.certificates import PledgeFactory, ask_for, deserve, live, school

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.fixture
def asked():
    """A learner who has done all but signing; (pledge, enrolment, offer, trainer)."""
    offer, (enrolment,), teacher, _ = school(at=NOW)
    pledge = PledgeFactory(slug="schweigen")
    live(pledge, "ar", title="كتمان السر", wording="لا أنقل شيئًا.")
    ask_for(offer, pledges=[["schweigen", 1]])
    deserve(enrolment, at=NOW - timedelta(days=1))
    return pledge, enrolment, offer, teacher


def signed(pledge, enrolment, language="ar", *, at=NOW):
    text = text_to_sign(pledge, language)
    return sign(pledge, enrolment, text, read=fingerprint(text), at=at)


def test_nobody_is_recommended_who_has_not_signed(asked):
    pledge, enrolment, offer, teacher = asked
    assert unsigned(enrolment) == [pledge]
    with pytest.raises(NotYetQualified, match="“Verschwiegenheit” is not signed yet."):
        recommend(enrolment, offer, by=teacher, at=NOW)
    kept = signed(pledge, enrolment)
    assert (kept.version, kept.language, kept.wording, kept.signed_at) == (1, "ar", "لا أنقل شيئًا.", NOW)
    assert unsigned(enrolment) == []
    assert recommend(enrolment, offer, by=teacher, at=NOW)


def test_signed_twice_the_first_time_stands(asked):
    pledge, enrolment, *_ = asked
    first = signed(pledge, enrolment)
    assert signed(pledge, enrolment, "de", at=NOW + timedelta(days=1)) == first
    assert Signature.objects.get().signed_at == NOW


def test_what_was_signed_is_never_changed(asked):
    pledge, enrolment, *_ = asked
    signed(pledge, enrolment)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Signature.objects.update(wording="Ich erzähle alles.")


def test_a_text_that_changed_meanwhile_is_read_again(asked):
    pledge, enrolment, *_ = asked
    text = text_to_sign(pledge, "de")
    with pytest.raises(PledgeChanged):
        sign(pledge, enrolment, text, read="something else", at=NOW)


def test_a_newer_version_does_not_undo_what_was_promised_and_is_signed_for_the_rules_that_ask_for_it(asked):
    pledge, enrolment, offer, _ = asked
    signed(pledge, enrolment)
    Pledge.objects.update(version=2)
    pledge.refresh_from_db()
    assert unsigned(enrolment) == []
    ask_for(offer, pledges=[["schweigen", 2]])
    assert unsigned(enrolment) == [pledge]
    assert signed(pledge, enrolment).version == 2


def test_an_outdated_translation_is_not_signed(asked):
    pledge, *_ = asked
    german, arabic = (pledge.own_rows().get(language_code=code) for code in ("de", "ar"))
    arabic.made_from = {name: {"source": "of long ago", "machine": False} for name in german.units()}
    arabic.save()
    assert text_to_sign(pledge, "ar").language_code == "de"


def test_what_no_certificate_asks_for_is_not_signed(asked):
    _, enrolment, *_ = asked
    with pytest.raises(NotAskedFor):
        signed(PledgeFactory(), enrolment)
