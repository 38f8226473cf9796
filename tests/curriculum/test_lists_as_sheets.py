"""Every list of our own in the admin is narrowed by a filter, and goes out as a sheet with what that leaves."""

import csv

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.noting import begin_thread, resolve
from tests.factories.curriculum import CourseFactory, QuestionFactory, QuizFactory, publish

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def sheet(client, school):
    """The lines of a list, as the owner of the school gets them; headings first."""

    def of(address, **wanted):
        client.force_login(school.owner)
        answer = client.get(address, {**wanted, "export": "csv"})
        return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))

    return of


def test_a_tree_is_a_line_a_part_with_a_column_a_language(school, sheet):
    publish(school.lesson, "ar", title="التأمين")
    QuestionFactory(quiz=QuizFactory(module=school.module))
    begin_thread(school.german, "title", "Hm", by=school.owner, at=NOW)
    _headings, *lines = sheet(reverse("curriculum_tree", args=[school.course.pk]))
    kinds, modules, titles, _slugs, german, _en, arabic, *_others, french, notes, questions, _used = zip(
        *lines, strict=True
    )
    assert kinds == ("Course", "Module", "Lesson", "Quiz")
    assert (titles[2], german[2], notes[2]) == ("Die Kaution", "published", "1")
    assert (arabic[2], french[2]) == ("published, 4 blocks to look at", "missing")
    assert (modules[2], questions[3]) == (modules[3], "1")


def test_what_the_filter_of_the_tree_leaves_is_what_goes_out(school, sheet):
    address = reverse("curriculum_tree", args=[school.course.pk])
    assert [line[2] for line in sheet(address, q="kaution")[1:]][-1] == "Die Kaution"
    assert len(sheet(address, q="so etwas gibt es nicht")) == 1


def test_courses_are_found_by_title_and_by_whether_they_are_in_use(school, sheet, client):
    CourseFactory(slug="alt", archived_at=NOW, text={"title": "Alter Kurs"})
    address = reverse("curriculum_trees")
    assert [line[0] for line in sheet(address, state="archived")[1:]] == ["Alter Kurs"]
    assert len(sheet(address, state="used")) == 2
    assert "Nothing fits" in client.get(address, {"q": "Schiff"}).content.decode()


def test_notes_go_out_with_all_that_was_said(school, sheet):
    begin_thread(school.german, "title", "Stimmt das?;=1+1", by=school.owner, at=NOW)
    resolve(begin_thread(school.german, "title", "Alt", by=school.owner, at=NOW), by=school.owner, at=NOW)
    (line,) = sheet(reverse("curriculum_notes"))[1:]
    assert (line[0], line[3], line[6].endswith(": Stimmt das?;'=1+1")) == ("Die Kaution", "open", True)
    assert len(sheet(reverse("curriculum_notes"), state="all")) == 3


def test_the_work_list_goes_out_whole(school, sheet):
    lines = sheet(reverse("curriculum_work"), language="ar", kind="lesson")
    assert [line[:4] for line in lines[1:]] == [
        ["Die Kaution", "Lesson", "العربية", "4 × not translated yet"]
    ]
