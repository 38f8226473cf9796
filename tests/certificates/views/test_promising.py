"""Learners see requirement by requirement what is there and what is missing, and sign in their own language."""

import pytest
from django.utils import timezone

from certificates.models import Signature
from certificates.pledging import fingerprint
from tests.factories.certificates import (
    PledgeFactory,
    ask_for,
    attend_everything,
    learn_everything,
    live,
    school,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client):
    offer, (enrolment,), *_ = school()
    pledge = PledgeFactory(slug="schweigen")
    live(pledge, "ar", title="كتمان السر", wording="لا أنقل شيئًا.")
    ask_for(offer, pledges=[["schweigen", 1]])
    learn_everything(enrolment, modules=1, share="0.9")
    attend_everything(enrolment)
    client.force_login(enrolment.learner)
    return pledge, enrolment


def test_the_page_says_what_is_met_by_what_and_what_is_missing(client, asked):
    _, enrolment = asked
    html = client.get(f"/en/certificates/course/{enrolment.pk}/").content.decode()
    assert "Module 2, “Modul 2”: 2 of 2 steps are open." in html
    assert '<span lang="de" dir="ltr">Modul 1</span>' in html
    assert "quiz: 90 per cent" in html
    assert "8 of 8 planned units" in html
    assert "“Verschwiegenheit” is not signed yet." in html
    assert f'href="/en/certificates/course/{enrolment.pk}/sign/schweigen/"' in html


def test_signing_asks_for_the_mark_and_keeps_the_words_in_ones_own_language(client, asked):
    pledge, enrolment = asked
    address = f"/en/certificates/course/{enrolment.pk}/sign/schweigen/"
    html = client.get(address + "?read=ar", follow=True).content.decode()
    assert '<h1 lang="ar" dir="rtl">كتمان السر</h1>' in html
    read = fingerprint(pledge.own_rows().get(language_code="ar"))
    address = f"/ar/certificates/course/{enrolment.pk}/sign/schweigen/"
    assert client.post(address, {"read": read}).status_code == 400
    assert not Signature.objects.exists()
    done = client.post(address, {"read": read, "agree": "1"})
    assert done.url == f"/ar/certificates/course/{enrolment.pk}/"
    signature = Signature.objects.get()
    assert (signature.language, signature.wording) == ("ar", "لا أنقل شيئًا.")
    assert signature.signed_at <= timezone.now()
    assert "agree" not in client.get(address).content.decode()


def test_a_text_that_changed_while_it_was_read_is_not_signed(client, asked):
    _, enrolment = asked
    address = f"/en/certificates/course/{enrolment.pk}/sign/schweigen/"
    told = client.post(address, {"read": "something else", "agree": "1"})
    assert "The text has changed since you opened it." in told.content.decode()
    assert not Signature.objects.exists()


def test_my_path_says_what_is_to_be_signed(client, asked):
    _, enrolment = asked
    html = client.get("/en/learn/").content.decode()
    assert "“Verschwiegenheit” is not signed yet." in html
    assert f'href="/en/certificates/course/{enrolment.pk}/"' in html


def test_nobody_sees_or_signs_for_another(client, asked):
    _, enrolment = asked
    _, (other,), *_ = school()
    client.force_login(other.learner)
    assert client.get(f"/en/certificates/course/{enrolment.pk}/").status_code == 404
    assert client.get(f"/en/certificates/course/{enrolment.pk}/sign/schweigen/").status_code == 404
