"""Where a programme numbers its certificates, they are numbered one after the other, and none is missing."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from certificates.issuing import try_to_issue
from certificates.models import Certificate
from certificates.requesting import request_certificate
from certificates.serials import next_serial
from tests.factories.certificates import AchievementFactory, certified, school
from tests.lms.printing.reading import words

NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


def asked(number: int, serial_format: str) -> list[Certificate]:
    offer, enrolments, *_ = school(number, at=NOW)
    achievement = offer.version.achievement
    type(achievement).objects.filter(pk=achievement.pk).update(serial_format=serial_format)
    awards = [certified(enrolment, offer, at=NOW) for enrolment in enrolments]
    return [request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW) for award in awards]


@pytest.mark.django_db
def test_they_are_numbered_in_the_order_in_which_they_are_printed_and_keep_their_number():
    first, second = asked(2, "WL-{year}-{number}")
    Certificate.objects.filter(pk=first.pk).update(snapshot=first.snapshot | {"certified_on": "never"})
    assert try_to_issue(first.pk, at=NOW).fault  # it took its number, and failed
    assert try_to_issue(second.pk, at=NOW).serial == "WL-2026-00002"
    Certificate.objects.filter(pk=first.pk).update(snapshot=first.snapshot)
    made = try_to_issue(first.pk, at=NOW)
    assert made.serial == "WL-2026-00001"
    with made.pdf_file.open() as file:
        assert "WL-2026-00001" in words(file.read())
    assert '"licenseNumber":"WL-2026-00001"' in made.badge


@pytest.mark.django_db
def test_without_a_format_there_is_no_number():
    (certificate,) = asked(1, "")
    assert try_to_issue(certificate.pk, at=NOW).serial == ""


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_gap_and_programmes_count_for_themselves():
    achievement = AchievementFactory(serial_format="A{number}")
    with pytest.raises(RuntimeError), transaction.atomic():
        next_serial(achievement, at=NOW)
        raise RuntimeError
    assert [next_serial(achievement, at=NOW) for _ in range(2)] == ["A00001", "A00002"]
    assert next_serial(AchievementFactory(serial_format="B{number}"), at=NOW) == "B00001"
    with pytest.raises(IntegrityError), transaction.atomic():
        AchievementFactory(serial_format="A{number}")


@pytest.mark.parametrize(
    "typed", ["WL", "{number}{number}", "{number", "WL-{month}-{number}", "{number!r}", "{0}{number}"]
)
def test_a_format_that_cannot_number_is_refused_beside_its_field(typed):
    with pytest.raises(ValidationError, match="number"):
        AchievementFactory._meta.model(serial_format=typed).clean_fields(exclude=["slug", "issuer"])
