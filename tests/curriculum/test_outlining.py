"""What a course asks is the same in every language; the language chooses the words."""

import pytest
from django.utils import timezone

from curriculum.archiving import archive
from curriculum.models import Course
from curriculum.outlining import outline
from tests.factories.curriculum import LessonFactory, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "ar", "fa"])
def test_what_the_source_withdrew_is_asked_of_nobody(school, language):
    kept = LessonFactory(module=school.module, slug="umzug")
    publish(kept, "ar", title="الانتقال")
    publish(school.lesson, "ar", title="الضمان")
    school.german.unpublish()
    (module,) = outline(school.course.slug, language).modules
    assert [lesson.id for lesson in module.lessons] == [kept.pk]


def test_a_course_whose_source_was_withdrawn_is_not_published(school):
    publish(school.course, "ar", title="السكن")
    school.course.own_rows().get(language_code="de").unpublish()
    assert outline(school.course.slug, "ar") is None
    assert not Course.objects.readable("ar").exists()


def test_an_archived_course_goes_on_without_its_archived_parts(school):
    LessonFactory(module=school.module, slug="umzug")
    for subject in (school.course, school.lesson):
        archive(subject, by=school.owner, at=timezone.now())
    (module,) = outline(school.course.slug, "de").modules
    assert [lesson.slug for lesson in module.lessons] == ["umzug"]
