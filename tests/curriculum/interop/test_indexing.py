"""Texts are looked at once at the end of a load, and at once otherwise."""

import pytest
from wagtail.search.backends import get_search_backend

from curriculum.interop.indexing import indexed_at_the_end
from curriculum.models import Lesson
from tests.factories.curriculum import LessonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def found(words):
    return [row.master for row in get_search_backend().search(words, Lesson.rows())]


def test_a_text_is_found_when_the_load_has_ended():
    with indexed_at_the_end():
        loaded = LessonFactory(text={"title": "Kaution"})
        meanwhile = found("Kaution")
    written_later = LessonFactory(text={"title": "Nebenkosten"})
    assert (meanwhile, found("Kaution"), found("Nebenkosten")) == ([], [loaded], [written_later])


def test_a_load_that_fails_leaves_the_index_awake():
    with pytest.raises(ZeroDivisionError), indexed_at_the_end():
        1 / 0  # noqa: B018
    lesson = LessonFactory(text={"title": "Kaution"})
    assert found("Kaution") == [lesson]
