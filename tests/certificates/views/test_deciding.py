"""Staff at their pages: everybody sees their own cohorts, and each act needs the right person."""

import csv
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.awarding import revoke
from certificates.models import Award, Offer, RevocationKind
from lms.people.granting import derive_groups
from tests.factories.certificates import (
    AchievementVersionFactory,
    OfferFactory,
    attend_everything,
    certified,
    deserve,
    learn_everything,
    school,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import UserFactory, coordinator, office, trainer, translator

pytestmark = pytest.mark.django_db


def come_in(client, person):
    """As staff with their groups, in English."""
    derive_groups(person)
    person.refresh_from_db()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def address(offer):
    return reverse("certification_candidates", args=[offer.pk])


@pytest.fixture
def story():
    """Three learners: one deserves it, one is on the way, one missed the meeting."""
    offer, enrolments, teacher, boss = school(3)
    for name, enrolment in zip(("Amal", "Bahar", "=Daria"), enrolments, strict=True):
        enrolment.learner.display_name = name
        enrolment.learner.save()
    deserve(enrolments[0])
    attend_everything(enrolments[1])
    learn_everything(enrolments[2])
    return offer, enrolments, teacher, boss


def test_each_learner_stands_with_what_is_met_and_what_is_missing(client, story):
    offer, _, teacher, _ = story
    html = come_in(client, teacher).get(address(offer)).content.decode()
    assert "Courses: " in html
    assert "ready to be recommended (1)" in html
    assert "Module 1, “Modul 1”: 2 of 2 steps are open." in html
    assert "0 of 6.4 units are there, and the meetings still to come cannot make up for it" in html
    assert html.count("k-cell--met") == 4


def test_what_is_missing_is_not_mixed_with_what_is_done(client):
    offer, (enrolment,), teacher, _ = school()
    learn_everything(enrolment, modules=1)
    html = come_in(client, teacher).get(address(offer)).content.decode()
    assert "Module 2" in html
    assert "1. Modul 1:" not in html


def test_a_state_can_be_filtered(client, story):
    offer, _, teacher, _ = story
    html = come_in(client, teacher).get(address(offer), {"stage": "out_of_reach"}).content.decode()
    assert "=Daria" in html
    assert "Amal" not in html


def test_the_table_is_exported_and_holds_no_formula(client, story):
    offer, _, teacher, _ = story
    response = come_in(client, teacher).get(address(offer), {"csv": "1"})
    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines()))
    assert [row[:5] for row in rows] == [
        ["Name", "State", "Modules", "Units attended", "Units needed"],
        ["'=Daria", "cannot be reached any more", "2 / 2", "0", "6.4"],
        ["Amal", "ready to be recommended", "2 / 2", "8", "6.4"],
        ["Bahar", "on the way", "0 / 2", "8", "6.4"],
    ]
    filtered = client.get(address(offer), {"csv": "1", "stage": "open"})
    assert len(filtered.content.decode().splitlines()) == 2


def test_a_trainer_recommends_and_a_coordinator_certifies(client, story):
    offer, (enrolment, *_), teacher, boss = story
    come_in(client, teacher)
    done = client.post(address(offer), {"act": "recommend", "who": [enrolment.pk]}, follow=True)
    assert "1 person recommended." in done.content.decode()
    award = Award.objects.get()
    assert (award.recommended_by, award.certified_at) == (teacher, None)

    come_in(client, boss)
    done = client.post(address(offer), {"act": "certify", "who": [enrolment.pk]}, follow=True)
    assert "1 person certified." in done.content.decode()
    award.refresh_from_db()
    assert award.certified_by == boss


def test_who_was_revoked_stands_with_the_reason_and_needs_one_again(client, story):
    offer, (enrolment, *_), teacher, boss = story
    award = certified(enrolment, offer)
    revoke(award, RevocationKind.CONDUCT, "Geld verlangt", by=boss, at=timezone.now())
    html = come_in(client, teacher).get(address(offer)).content.decode()
    assert "revoked before (1)" in html
    assert "the code of conduct was broken. Geld verlangt" in html

    client.post(address(offer), {"act": "recommend", "everybody": "1"})
    assert not Award.objects.recommended().exists()
    act = {"act": "recommend", "who": [enrolment.pk]}
    refused = client.post(address(offer), act, follow=True).content.decode()
    assert "was revoked on" in refused
    client.post(address(offer), {**act, "again": "Zurückgezahlt"})
    assert Award.objects.recommended().get().after_revocation == "Zurückgezahlt"


def test_all_who_qualify_go_in_one_go(client, story):
    offer, enrolments, teacher, boss = story
    deserve(EnrolmentFactory(cohort=offer.cohort, enrolled_at=timezone.now() - timedelta(days=9)))
    come_in(client, teacher).post(address(offer), {"act": "recommend", "everybody": "1"})
    assert Award.objects.recommended().count() == 2
    come_in(client, boss).post(address(offer), {"act": "certify", "everybody": "1"})
    assert Award.objects.certified().count() == 2


def test_who_is_not_ready_is_refused_by_name_with_what_is_missing(client, story):
    offer, (_, bahar, _), teacher, _ = story
    html = (
        come_in(client, teacher)
        .post(address(offer), {"act": "recommend", "who": [bahar.pk]}, follow=True)
        .content.decode()
    )
    assert "Bahar: Not everything is fulfilled yet: Module 1" in html
    assert not Award.objects.exists()


def test_a_trainer_does_not_certify(client, story):
    offer, (enrolment, *_), teacher, boss = story
    come_in(client, boss).post(address(offer), {"act": "recommend", "who": [enrolment.pk]})
    html = come_in(client, teacher).get(address(offer)).content.decode()
    assert "Certify the chosen" not in html
    html = client.post(
        address(offer), {"act": "certify", "who": [enrolment.pk]}, follow=True
    ).content.decode()
    assert "Only a coordinator of the location certifies" in html
    assert not Award.objects.certified().exists()


def test_the_office_sees_the_button_where_the_only_coordinator_recommended(client, story):
    offer, (enrolment, *_), teacher, boss = story
    come_in(client, teacher).post(address(offer), {"act": "recommend", "who": [enrolment.pk]})
    assert "Certify the chosen" not in come_in(client, office()).get(address(offer)).content.decode()
    Award.objects.update(recommended_by=boss)
    assert "Certify the chosen" in client.get(address(offer)).content.decode()


def pages(offer, award):
    yield reverse("certification_candidates", args=[offer.pk])
    yield reverse("certification_offer", args=[offer.cohort_id])
    yield reverse("certification_award", args=[award.pk])


def test_another_location_sees_nothing(client, story):
    offer, (enrolment, *_), *_ = story
    award = certified(enrolment, offer)
    for stranger in (trainer(), coordinator(), translator("ar"), trainer(offer.cohort.location)):
        come_in(client, stranger)
        for page in pages(offer, award):
            assert client.get(page).status_code == 404
            assert client.post(page, {"act": "revoke", "reason": "x"}).status_code == 404
    award.refresh_from_db()
    assert award.revoked_at is None


def test_learners_do_not_come_into_the_admin(client, story):
    offer, (enrolment, *_), *_ = story
    award = certified(enrolment, offer)
    client.force_login(enrolment.learner)
    for page in (*pages(offer, award), reverse("certification"), reverse("certification_list")):
        assert client.get(page).status_code in (302, 404)


def test_lists_show_only_ones_own_locations(client, story):
    offer, (enrolment, *_), teacher, boss = story
    certified(enrolment, offer)
    other, (stranger,), *_ = school()
    certified(stranger, other)
    for person in (teacher, boss):
        come_in(client, person)
        cohorts = client.get(reverse("certification")).content.decode()
        listed = client.get(reverse("certification_list")).content.decode()
        assert str(offer.cohort) in cohorts
        assert str(other.cohort) not in cohorts
        assert "Amal" in listed
        assert stranger.learner.display_name not in listed
    come_in(client, office())
    assert stranger.learner.display_name in client.get(reverse("certification_list")).content.decode()
    come_in(client, translator("ar"))
    assert client.get(reverse("certification")).status_code == 404
    assert client.get(reverse("certification_list")).status_code == 404


@pytest.mark.parametrize("learners", [1, 3])
def test_the_page_of_a_cohort_asks_as_often_for_one_as_for_three(
    client, learners, django_assert_max_num_queries
):
    offer, enrolments, teacher, _ = school(learners)
    for enrolment in enrolments:
        deserve(enrolment)
    come_in(client, teacher).get(address(offer))
    with django_assert_max_num_queries(20) as captured:
        client.get(address(offer))
    queries.setdefault("candidates", set()).add(len(captured))
    assert len(queries["candidates"]) == 1


queries: dict[str, set] = {}


@pytest.mark.parametrize("cohorts", [1, 3])
def test_lists_ask_as_often_for_one_as_for_three(client, cohorts, django_assert_max_num_queries):
    lead = office()
    for _ in range(cohorts):
        offer, (enrolment,), *_ = school()
        certified(enrolment, offer)
    come_in(client, lead).get(reverse("certification"))
    for name in ("certification", "certification_list"):
        client.get(reverse(name))
        with django_assert_max_num_queries(20) as captured:
            client.get(reverse(name))
        queries.setdefault(name, set()).add(len(captured))
        assert len(queries[name]) == 1


def test_a_coordinator_offers_a_certificate(client):
    cohort = CohortFactory()
    version = AchievementVersionFactory(requirements={"courses": [cohort.course.slug]})
    other = AchievementVersionFactory(requirements={"courses": ["anderer"]})
    page = reverse("certification_offer", args=[cohort.pk])
    come_in(client, coordinator(cohort.location))
    html = client.get(page).content.decode()
    assert str(version) in html
    assert str(other) not in html
    assert client.post(page, {"version": version.pk}).url == address(Offer.objects.get())


def test_newer_rules_without_a_reason_get_a_sentence_beside_the_field(client):
    first = OfferFactory()
    newer = AchievementVersionFactory(
        achievement=first.version.achievement, number=2, requirements=first.version.requirements
    )
    page = reverse("certification_offer", args=[first.cohort_id])
    come_in(client, office())
    html = client.post(page, {"version": newer.pk}).content.decode()
    assert "Say why they are replaced" in html
    assert client.post(page, {"version": newer.pk, "reason": "Neues Recht"}).status_code == 302
    assert Offer.objects.standing().get().version == newer


def test_only_who_may_offer_comes_there(client, story):
    offer, _, teacher, _ = story
    come_in(client, teacher)
    assert client.get(reverse("certification_offer", args=[offer.cohort_id])).status_code == 404


def test_an_unknown_act_is_not_there(client, story):
    offer, _, teacher, _ = story
    assert come_in(client, teacher).post(address(offer), {"act": "delete"}).status_code == 404


def test_nobody_chosen_gets_a_sentence(client, story):
    offer, _, teacher, _ = story
    html = come_in(client, teacher).post(address(offer), {"act": "recommend"}, follow=True).content.decode()
    assert "Nobody was chosen" in html
    assert UserFactory()  # somebody else exists, too
