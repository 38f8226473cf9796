"""Reviews of law, statutes and the workflows of languages in the admin."""

import pytest
from django.utils import timezone
from wagtail.models import Workflow

from curriculum.models import LanguageWorkflow, Review, Statute
from curriculum.reviewing import NoteMissing, ReviewClosed, close_review
from curriculum.statutes import reading_address
from lms.people.models import Role
from tests.factories.curriculum import LessonFactory, StatuteFactory, publish
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def reviewed(lesson, block="aaaa"):
    return Review.objects.create(
        lesson=lesson, block=block, reason="Neuer Wortlaut seit 1.7.2026.", opened_at=timezone.now()
    )


def test_a_review_is_closed_with_a_note(school, client, address):
    review = reviewed(school.lesson)
    client.force_login(school.owner)
    assert "Neuer Wortlaut" in client.get(address(review, "edit")).content.decode()
    page = client.post(address(review, "edit"), {"note": "  "})
    assert page.status_code == 200 and not Review.objects.get().closed_at
    client.post(address(review, "edit"), {"note": "Der Wortlaut stimmt noch, geprüft am Gesetz."})
    closed = Review.objects.get()
    assert (closed.closed_by, closed.note) == (school.owner, "Der Wortlaut stimmt noch, geprüft am Gesetz.")
    assert closed.closed_at


def test_whoever_closes_a_review_reads_the_statement_itself(school, client, address):
    publish(
        school.lesson,
        title="Die Kaution",
        body=[
            ("prose", {"text": "<p>Höchstens drei Mieten.</p>"}, "aaaa"),
            ("prose", {"text": "<p>Anderes.</p>"}, "bbbb"),
        ],
    )
    client.force_login(school.owner)
    page = client.get(address(reviewed(school.lesson), "edit")).content.decode()
    assert "Höchstens drei Mieten." in page and "Anderes." not in page
    assert "review of" not in page
    assert "Die Kaution" in client.get(address(Review.objects.get(), "inspect")).content.decode()


def test_a_review_is_closed_once(school, client, address):
    review, by, at = reviewed(school.lesson), UserFactory(), timezone.now()
    with pytest.raises(NoteMissing):
        close_review(review, " ", by=by, at=at)
    close_review(review, "Geprüft.", by=by, at=at)
    with pytest.raises(ReviewClosed):
        close_review(review, "Noch einmal.", by=by, at=at)
    client.force_login(school.owner)
    page = client.post(address(review, "edit"), {"note": "Noch einmal."})
    assert page.context["form"].errors["note"]
    assert Review.objects.get().note == "Geprüft."


def test_who_may_not_change_the_lesson_does_not_close_its_review(school, person, client, address):
    review = reviewed(school.lesson)
    client.force_login(person(Role.TRAINER))
    assert client.post(address(review, "edit"), {"note": "Passt schon."}).status_code == 404
    assert client.get(address(review, "inspect")).status_code == 200
    assert Review.objects.get().closed_at is None


def test_no_review_is_opened_or_deleted_by_hand(school, client, address):
    review = reviewed(school.lesson)
    client.force_login(school.owner)
    assert client.get(address(Review, "add")).status_code == 404
    assert client.post(address(review, "delete")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_open_reviews_come_first_and_the_list_costs_the_same_however_long(
    count, school, client, address, django_assert_num_queries
):
    done = reviewed(school.lesson)
    close_review(done, "Geprüft.", by=school.owner, at=timezone.now())
    for _ in range(count):
        reviewed(LessonFactory(module=school.module, text={"title": "Frist"}))
    client.force_login(school.owner)
    client.get(address(Review, "list"))
    with django_assert_num_queries(15):
        page = client.get(address(Review, "list"))
    assert [bool(review.closed_at) for review in page.context["object_list"]] == [False] * count + [True]
    assert "Frist" in page.content.decode() and "Die Kaution" in page.content.decode()
    filtered = client.get(address(Review, "list") + f"?is_open=no&module={school.module.pk}")
    assert list(filtered.context["object_list"]) == [done]


def test_the_office_keeps_the_statutes_and_citations_follow(person, client, address):
    statute = StatuteFactory(address="https://www.gesetze-im-internet.de/alt/")
    assert reading_address("§ 551 BGB") == "https://www.gesetze-im-internet.de/alt/__551.html"
    client.force_login(person(Role.OFFICE))
    client.post(
        address(statute, "edit"),
        {
            "abbreviation": "BGB",
            "title": "Bürgerliches Gesetzbuch",
            "address": "https://www.gesetze-im-internet.de/bgb/",
        },
    )
    assert reading_address("§ 551 BGB") == "https://www.gesetze-im-internet.de/bgb/__551.html"
    client.force_login(person(Role.TRAINER))
    assert client.get(address(statute, "edit")).status_code == 404
    assert client.get(address(statute, "inspect")).status_code == 200


def test_a_law_that_was_just_added_is_found(db):
    assert reading_address("§ 2 RDG") is None
    Statute.objects.bulk_create(
        [Statute(abbreviation="RDG", title="RDG", address="https://www.gesetze-im-internet.de/rdg/")]
    )
    assert reading_address("§ 2 RDG") == "https://www.gesetze-im-internet.de/rdg/__2.html"


def test_the_office_gives_a_language_its_workflow(person, client, address):
    workflow = Workflow.objects.create(name="Durchsicht")
    client.force_login(person(Role.OFFICE))
    assert "العربية" in client.get(address(LanguageWorkflow, "add")).content.decode()
    client.post(address(LanguageWorkflow, "add"), {"language_code": "ar", "workflow": workflow.pk})
    assert LanguageWorkflow.objects.get().workflow == workflow
    client.force_login(person(Role.TRAINER))
    assert client.get(address(LanguageWorkflow, "list")).status_code == 404
