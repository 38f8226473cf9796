"""Bits that tell who was revoked, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from certificates.awarding import revoke
from certificates.issuing import issue
from certificates.keys import new_keys, signer
from certificates.models import SIZE, Certificate, RevocationKind, StatusList, Use
from certificates.proofs import is_proved
from certificates.requesting import request_certificate
from certificates.status_lists import encode, place, signed_list
from tests.factories.certificates import certified, school

from .opening import is_set

NOW = datetime(2026, 11, 13, 12, tzinfo=UTC)


@given(st.sets(st.integers(0, SIZE - 1), max_size=20), st.integers(0, SIZE - 1))
def test_a_bit_is_set_for_whoever_is_in_it(indices, asked):
    assert is_set(encode(indices), asked) is (asked in indices)


@pytest.mark.django_db
def test_each_certificate_has_a_bit_of_its_own_at_random():
    offer, enrolments, *_ = school(3, at=NOW)
    for enrolment in enrolments:
        award = certified(enrolment, offer, at=NOW)
        issue(request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW), at=NOW)
    indices = list(Certificate.objects.values_list("status_index", flat=True))
    assert len(set(indices)) == 3
    assert indices != [0, 1, 2]
    assert StatusList.objects.get().number == 1
    one, other = Certificate.objects.all()[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(status_index=other.status_index)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(status_index=SIZE)


@pytest.mark.django_db
def test_a_revocation_is_in_the_list_at_once_and_the_list_is_signed():
    offer, (enrolment,), _, boss = school(at=NOW)
    award = certified(enrolment, offer, at=NOW)
    made = issue(request_certificate(award, "", "Rania Haddad", by=award.learner, at=NOW), at=NOW)
    before = signed_list(made.status_list, at=NOW)
    revoke(award, RevocationKind.MISTAKE, "Irrtum", by=boss, at=NOW)
    after = signed_list(made.status_list, at=NOW + timedelta(seconds=1))
    bits = [one["credentialSubject"]["encodedList"] for one in (before, after)]
    assert [is_set(encoded, made.status_index) for encoded in bits] == [False, True]
    public = signer(Use.BADGE).private.public_key()
    assert is_proved(after, public)
    assert not is_proved(after | {"credentialSubject": before["credentialSubject"]}, public)


@pytest.mark.django_db
def test_the_place_is_new_each_time():
    new_keys(at=NOW)
    assert place(at=NOW)[0] == place(at=NOW)[0]
    assert len({place(at=NOW)[1] for _ in range(20)}) > 15
