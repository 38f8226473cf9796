"""Sections of laws in the admin: the wording of a day, what changed since another, and who cites it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from curriculum.models import Cause, LocalFactKey, Review, StatuteSection
from curriculum.reading import read_lesson
from curriculum.reviewing import review_changed_law
from curriculum.statutes import reading_address, section_at
from lms.people.models import Role
from tests.factories.curriculum import (
    LessonFactory,
    LocalFactKeyFactory,
    StatuteFactory,
    WordingFactory,
    publish,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CITES = '<p><a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551 Abs. 1 BGB</a></p>'
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SPRING, AUTUMN = date(2026, 4, 29), date(2026, 11, 20)


@pytest.fixture
def deposit():
    """§ 551 in two wordings."""
    law = StatuteFactory()
    WordingFactory(law=law, number="551", as_of=SPRING, text="Höchstens drei Mieten.")
    return WordingFactory(law=law, number="551", as_of=AUTUMN, text="Höchstens zwei Mieten.").section


def changed(lesson, section):
    """A review of the lesson's block `aaaa`, opened by the newest wording."""
    from curriculum.citing import Mention

    mention = Mention("lesson", lesson.pk, "aaaa", ("de",), frozenset())
    review_changed_law([mention], section.wordings.newest_first().first(), at=AT)
    return Review.objects.get()


def cites(**kwargs):
    body = [("prose", {"uncertain": "", "text": CITES}, "aaaa")]
    return LessonFactory(text={"title": "Die Kaution", "body": body}, **kwargs)


def test_the_wording_of_a_day_and_what_changed_since_another(deposit, person, client, address):
    client.force_login(person(Role.TRAINER))
    page = address(deposit, "inspect")
    assert "zwei Mieten" in client.get(page).content.decode()
    assert "drei Mieten" in client.get(page, {"on": "2026-05-01"}).content.decode()
    before = client.get(page, {"on": "2020-01-01"})
    assert before.status_code == 200 and before.context["shown"] is None
    compared = client.get(page, {"on": "2026-12-01", "beside": "2026-05-01"}).content.decode()
    assert '<del class="deletion">drei</del>' in compared and '<ins class="addition">zwei</ins>' in compared
    assert client.get(page, {"on": "heute", "beside": "2026-13-01"}).status_code == 200


def test_who_cites_it_is_told_as_far_as_one_may_read_it(deposit, school, person, client, address):
    cites(module=school.module)
    page = address(deposit, "inspect")
    client.force_login(school.owner)
    (entry,) = client.get(page).context["cited_by"]
    assert (entry["title"], entry["blocks"], entry["languages"]) == ("Die Kaution", 1, "Deutsch")
    school.module.own_rows().update(live=False)
    client.force_login(person(Role.TRAINER))
    assert client.get(page).context["cited_by"] == []


def test_wordings_are_imported_and_never_written_by_hand(deposit, person, client, address):
    for role in (Role.OFFICE, Role.TRAINER, Role.COORDINATOR, Role.TRANSLATOR):
        client.force_login(person(role))
        assert client.get(address(StatuteSection, "list")).status_code == 200
        assert client.get(address(StatuteSection, "add")).status_code == 404
        for view in ("edit", "delete"):
            assert client.post(address(deposit, view)).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address(StatuteSection, "list")).status_code in (302, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_sections_costs_the_same_however_long(
    count, deposit, person, client, address, django_assert_num_queries
):
    for number in range(count):
        WordingFactory(law=deposit.statute, number=str(number))
    client.force_login(person(Role.OFFICE))
    client.get(address(StatuteSection, "list"))
    with django_assert_num_queries(13):
        page = client.get(address(StatuteSection, "list"))
    assert len(page.context["object_list"]) == count + 1
    since = client.get(address(StatuteSection, "list"), {"changed_since": "2026-06-01"})
    assert list(since.context["object_list"]) == [deposit]
    lines = b"".join(
        client.get(address(StatuteSection, "list"), {"export": "csv"}).streaming_content
    ).decode()
    assert "BGB,section,551" in lines


def test_a_reviewer_reads_what_changed_and_the_list_tells_how_long_it_waits(deposit, school, client, address):
    review = changed(cites(module=school.module), deposit)
    Review.objects.filter(pk=review.pk).update(opened_at=timezone.now() - timezone.timedelta(days=40))
    client.force_login(school.owner)
    page = client.get(address(review, "edit")).content.decode()
    assert '<del class="deletion">drei</del>' in page and "§ 551 BGB" in page
    found = client.get(address(Review, "list"), {"cause": "law", "reason": "551"}).context["object_list"]
    assert list(found) == [review]
    assert not client.get(address(Review, "list"), {"cause": "flag"}).context["object_list"]
    exported = client.get(address(Review, "list"), {"export": "csv"})
    lines = b"".join(exported.streaming_content).decode().splitlines()
    assert lines[1].startswith("Die Kaution,") and ",law,§ 551 BGB," in lines[1] and ",40," in lines[1]


def test_readers_are_told_while_the_change_is_looked_at(deposit, school):
    lesson = cites(module=school.module)
    review = changed(lesson, deposit)
    (block,) = read_lesson(lesson.pk, "de").blocks
    assert (block.changed_law, block.review) == ("§ 551 BGB", "")
    assert read_lesson(lesson.pk, "de").under_review
    review.note, review.closed_at = "Gilt noch.", AT
    review.save()
    assert not read_lesson(lesson.pk, "de").under_review
    assert review.cause == Cause.LAW


def test_a_citation_leads_to_the_wording_where_it_is_here(deposit):
    assert reading_address("§ 551 Abs. 1 BGB") == "/de/law/bgb/551/"
    assert reading_address("§ 552 BGB") == "https://www.gesetze-im-internet.de/bgb/__552.html"
    assert section_at("bgb", "551") == deposit
    assert section_at("bgb", "art-551") is section_at("gg", "551") is None
    assert '<a href="/de/law/bgb/551/">' in read_lesson(cites().pk, "de").blocks[0].html


def test_everybody_reads_the_wording_with_its_day_and_the_way_to_the_official_text(deposit, client):
    page = client.get("/de/law/bgb/551/").content.decode()
    assert "zwei Mieten" in page and "20.11.2026" in page and "Sammlung" in page
    assert 'href="https://www.gesetze-im-internet.de/bgb/__551.html"' in page
    assert client.get("/de/law/bgb/1/").status_code == 404
    WordingFactory(law=deposit.statute, number="551", as_of=date(2027, 1, 1), text="", standing=False)
    assert "no longer stands" in client.get("/en/law/bgb/551/").content.decode()


def test_the_office_keeps_the_keys_of_local_facts_and_others_read_them(person, client, address):
    client.force_login(person(Role.OFFICE))
    client.post(
        address(LocalFactKey, "add"), {"name": "Das Amt", "slug": "", "kind": "name", "hint": "Adresse"}
    )
    key = LocalFactKey.objects.get()
    assert (key.slug, key.own_rows().get().label) == ("das-amt", "Das Amt")
    for role in (Role.TRAINER, Role.COORDINATOR):
        client.force_login(person(role))
        assert client.get(address(key, "inspect")).status_code == 200
        assert client.get(address(key, "edit")).status_code == 404
        assert client.get(address(LocalFactKey, "add")).status_code == 404


def test_a_key_that_lessons_name_is_not_deleted(person, client, address):
    key, unused = LocalFactKeyFactory(slug="amt"), LocalFactKeyFactory(slug="frei")
    LessonFactory(text={"body": [("local_fact", {"uncertain": "", "key": "amt"}, "aaaa")]})
    client.force_login(person(Role.OFFICE))
    for one in (key, unused):
        client.post(address(one, "delete"))
    assert list(LocalFactKey.objects.all()) == [key]


@pytest.mark.parametrize("language, prefix", [("ar", "ar"), ("en", "en"), ("uk", "de")])
def test_the_wording_opens_in_the_language_of_the_page_whatever_text_cites_it(language, prefix, deposit):
    lesson = cites()
    publish(lesson, language, title="…")  # its blocks fall back to German
    with override("de"):
        (block,) = read_lesson(lesson.pk, language).blocks
    assert block.language == "de"
    assert f'<a href="/{prefix}/law/bgb/551/">' in block.html
