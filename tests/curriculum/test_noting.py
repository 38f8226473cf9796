"""Notes on single blocks: a thread that is answered, resolved and taken up again, whatever becomes of the block."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum import noting
from curriculum.models import Note, NoteThread
from lms.people.erasing import erase
from lms.people.exporting import export
from lms.people.models import Role
from tests.factories.curriculum import LessonFactory, ModuleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def thread(school):
    return noting.begin_thread(school.german, "body:aaaa", "Stimmt das noch?", by=school.owner, at=NOW)


def in_draft(row, *ids):
    """The draft has these blocks of the text, in this order."""
    draft = row.get_latest_revision_as_object()
    raw = {block["id"]: block for block in draft.body.get_prep_value()}
    draft.body = [raw[id] for id in ids]
    draft.save_revision()
    row.refresh_from_db()


def noted(row) -> dict[str, bool]:
    return {unit.name: unit.gone for unit in noting.noted_units(row) if unit.threads}


def test_a_thread_is_answered_resolved_and_taken_up_again(thread, person):
    colleague = person(Role.COORDINATOR)
    noting.answer(thread, " Ja. ", by=colleague, at=NOW)
    assert [(note.words, note.written_by) for note in thread.notes.all()][1] == ("Ja.", colleague)
    noting.resolve(thread, by=colleague, at=NOW)
    noting.resolve(thread, by=UserFactory(), at=NOW + dt.timedelta(days=1))
    assert (thread.resolved_by, thread.resolved_at) == (colleague, NOW)
    noting.answer(thread, "Doch nicht.", by=colleague, at=NOW)
    assert NoteThread.objects.open().get().notes.count() == 3


def test_what_cannot_be_noted_is_said(school, thread):
    who = {"by": school.owner, "at": NOW}
    with pytest.raises(noting.WordsMissing):
        noting.answer(thread, " \n", **who)
    with pytest.raises(noting.WordsTooMany, match="2000"):
        noting.answer(thread, "x" * 2001, **who)
    with pytest.raises(noting.BlockGone):
        noting.begin_thread(school.german, "body:zzzz", "Hier?", **who)


def test_a_note_moves_with_its_block_and_is_an_orphan_when_it_is_gone(school, thread):
    in_draft(school.german, "bbbb", "aaaa")
    assert noted(school.german) == {"body:aaaa": False}
    in_draft(school.german, "bbbb")
    assert noted(school.german) == {"body:aaaa": True}
    assert noting.orphaned(NoteThread.objects.all()) == {thread.pk}


def test_of_an_erased_person_the_words_go_and_the_thread_stays(school, thread, person):
    colleague = person(Role.TRAINER)
    noting.answer(thread, "Geheim", by=colleague, at=NOW)
    assert export(colleague, by=None, at=NOW)["teaching"]["notes"][0]["words"] == "Geheim"
    erase(colleague, by=None, at=NOW)
    assert [note.words for note in thread.notes.all()] == ["Stimmt das noch?", ""]


def test_what_an_erased_person_owned_is_the_networks(school):
    school.module.editors.add(guest := UserFactory())
    for one in (guest, school.owner):
        erase(one, by=None, at=timezone.now())
    school.module.refresh_from_db()
    assert (school.module.owner, list(school.module.editors.all())) == (None, [])


def test_notes_stand_beside_the_editor_and_lead_back_to_it(school, thread, client, address):
    client.force_login(school.owner)
    page = client.get(address(school.german, "edit")).content.decode()
    assert "Stimmt das noch?" in page and 'href="#block-aaaa-section"' in page
    url = reverse("curriculum_text_notes", args=[school.german.pk])
    answer = client.post(url, {"unit": "body:bbbb", "words": "Und das?", "back": "editor"})
    assert answer.url == address(school.german, "edit")
    assert Note.objects.get(words="Und das?").thread.block == "body:bbbb"


def test_who_may_only_read_notes_too(school, thread, person, client):
    client.force_login(person(Role.COORDINATOR))
    page = client.get(reverse("curriculum_text_notes", args=[school.german.pk]))
    assert "Stimmt das noch?" in page.content.decode()
    act = reverse("curriculum_note_thread", args=[thread.pk])
    client.post(act, {"act": "answer", "words": "Aus meiner Sicht ja.", "back": "editor"})
    answer = client.post(act, {"act": "resolve", "back": "editor"})
    assert answer.url == reverse("curriculum_text_notes", args=[school.german.pk])
    thread.refresh_from_db()
    assert (thread.notes.count(), thread.resolved_at is None) == (2, False)
    client.post(act, {"act": "reopen"})
    assert NoteThread.objects.open().count() == 1


def test_a_refusal_keeps_what_was_typed(school, client):
    client.force_login(school.owner)
    url = reverse("curriculum_text_notes", args=[school.german.pk])
    page = client.post(url, {"unit": "body:zzzz", "words": "Langer Gedanke"})
    assert (page.status_code, "Langer Gedanke" in page.content.decode()) == (400, True)


def test_notes_on_what_one_may_not_read_are_not_there(school, person, client):
    arabic = school.lesson.start_translation("ar")
    of_arabic = noting.begin_thread(arabic, "title", "عنوان", by=school.owner, at=NOW)
    hidden = LessonFactory(module=ModuleFactory(owner=school.owner, text=False))
    of_hidden = noting.begin_thread(hidden.own_rows().get(), "title", "Psst", by=school.owner, at=NOW)
    client.force_login(person(Role.TRANSLATOR, ["uk"]))
    for thread in (of_arabic, of_hidden):
        act = reverse("curriculum_note_thread", args=[thread.pk])
        url = reverse("curriculum_text_notes", args=[thread.text_id])
        assert client.post(act, {"act": "resolve"}).status_code == 404
        assert (
            client.get(url).status_code,
            client.post(url, {"unit": "title", "words": "x"}).status_code,
        ) == (404, 404)
    assert list(client.get(reverse("curriculum_notes")).context["page"]) == []
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    assert list(client.get(reverse("curriculum_notes")).context["page"]) == [of_arabic]


def test_an_act_that_there_is_not_is_not_found(thread, school, client):
    client.force_login(school.owner)
    act = reverse("curriculum_note_thread", args=[thread.pk])
    assert (client.post(act, {"act": "burn"}).status_code, client.get(act).status_code) == (404, 405)


def test_notes_are_found_by_course_lesson_language_and_state(school, thread, client):
    other = LessonFactory(module=ModuleFactory(owner=school.owner))
    elsewhere = noting.begin_thread(other.own_rows().get(), "title", "Kürzer?", by=school.owner, at=NOW)
    done = noting.begin_thread(school.german, "title", "Groß?", by=school.owner, at=NOW)
    noting.resolve(done, by=school.owner, at=NOW)
    gone = noting.begin_thread(school.german, "body:bbbb", "Weg damit", by=school.owner, at=NOW)
    in_draft(school.german, "aaaa")
    client.force_login(school.owner)

    def found(query=""):
        return set(client.get(f"{reverse('curriculum_notes')}?{query}").context["page"])

    assert found() == {thread, elsewhere, gone}
    assert found(f"course={school.course.pk}") == found(f"lesson={school.lesson.pk}") == {thread, gone}
    assert found("state=resolved") == {done}
    assert found("state=orphaned") == {gone}
    assert found("language=ar&state=all") == set()
    assert found("state=all") == {thread, elsewhere, done, gone}


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_notes_costs_the_same_however_long(
    count, school, thread, client, django_assert_num_queries
):
    for _ in range(count - 1):
        row = LessonFactory(module=ModuleFactory(owner=school.owner, course=school.course)).own_rows().get()
        noting.answer(
            noting.begin_thread(row, "title", "Eins", by=UserFactory(), at=NOW),
            "Zwei",
            by=UserFactory(),
            at=NOW,
        )
    client.force_login(school.owner)
    client.get(reverse("curriculum_notes"))
    with django_assert_num_queries(17):
        assert len(client.get(reverse("curriculum_notes")).context["page"]) == count
