"""Copies of modules and courses: complete, one's own, and as up to date as what they were made of."""

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.asking_for_copies import ask_again, ask_for_copy
from curriculum.copying import copy_course, copy_module, copy_place
from curriculum.copying_on import copy_on
from curriculum.models import (
    Assignment,
    Course,
    CourseCopy,
    FeedbackBand,
    Module,
    Prerequisite,
    Question,
    QuestionText,
    QuizQuestion,
    Review,
)
from lms.people.models import Role
from tests.factories import curriculum as made
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def copied(course, title, *, by) -> CourseCopy:
    """With its modules, as the background worker does it."""
    order = ask_for_copy(course, title, by=by, at=NOW)
    copy_on(order, at=NOW)
    return CourseCopy.objects.get(pk=order.pk)


@pytest.fixture
def module(school):
    """A module with one of everything, in two languages."""
    module = school.module
    made.publish(module, "ar", title="وحدة")
    arabic = made.publish(
        school.lesson,
        "ar",
        title="التأمين",
        body=[("prose", {"text": "<p>ثلاثة</p>", "uncertain": ""}, "aaaa")],
    )
    source = school.german.units()
    made_from = {
        "title": {"source": source["title"], "machine": False},
        "body:aaaa": {"source": "old", "machine": False},
    }
    type(arabic).objects.filter(pk=arabic.pk).update(made_from=made_from)
    made.AssignmentFactory(module=module, slug="gespraech", text={"title": "Gespräch", "task": "Tun."})
    made.FeedbackBandFactory(module=module, from_percent=50, text={"words": "Gut!"})
    quiz = made.QuizFactory(module=module, pass_mark=80, shuffles_questions=True)
    made.QuestionFactory(quiz=quiz, slug="q1")
    made.QuestionFactory(module=module, slug="frei", category="lage")
    QuizQuestion.objects.create(quiz=quiz, category="lage", number=1, sort_order=2)
    made.QuestionFactory(module=module, slug="alt", archived_at=timezone.now())
    Review.objects.create(
        lesson=school.lesson, block="aaaa", reason="Neu seit Juli.", opened_at=timezone.now()
    )
    return module


def test_a_module_is_copied_with_all_its_parts_for_whoever_copies_it(school, module, person):
    copier = person(Role.TRAINER)
    copy = copy_module(module, "Kaution für uns", by=copier, at=NOW)

    assert (copy.slug, copy.owner, copy.units, list(copy.editors.all())) == (
        "kaution-fuer-uns",
        copier,
        module.units,
        [],
    )
    assert {row.language_code: (row.title, row.live) for row in copy.own_rows()} == {
        "de": ("Kaution für uns", True),
        "ar": ("وحدة", True),
    }
    (lesson,) = copy.lessons.all()
    assert (lesson.slug, lesson.substance, lesson.reviews.get().block) == ("kaution", 1, "aaaa")
    assert Assignment.objects.get(module=copy).own_rows().get().title == "Gespräch"
    assert FeedbackBand.objects.get(module=copy).own_rows().get().words == "Gut!"
    assert (copy.quiz.pass_mark, copy.quiz.shuffles_questions) == (80, True)
    assert [
        (place.question and place.question.module, place.category) for place in copy.quiz.slots.all()
    ] == [
        (copy, ""),
        (None, "lage"),
    ]
    assert sorted(Question.objects.filter(module=copy).values_list("slug", flat=True)) == ["frei", "q1"]


def test_blocks_keep_their_ids_and_translations_their_state(school, module, person):
    copy = copy_module(module, "Kopie", by=person(Role.TRAINER), at=NOW)
    lesson = copy.lessons.get()
    german, arabic = (lesson.own_rows().get(language_code=code) for code in ("de", "ar"))
    before = school.lesson.own_rows().get(language_code="ar")

    assert german.units() == school.german.units()
    assert (arabic.made_from, arabic.states(german)) == (before.made_from, before.states(school.german))
    assert arabic.units_to_do == 3


def test_a_question_keeps_its_versions_and_texts_and_may_be_changed(module, person):
    question = Question.objects.get(module=module, slug="q1")
    question.versions.update(frozen_at=timezone.now())
    copy = Question.objects.get(
        module=copy_module(module, "Kopie", by=person(Role.TRAINER), at=NOW), slug="q1"
    )
    version = copy.versions.get()

    assert (version.kind, version.key, version.frozen_at) == ("single", made.SAMPLES["single"][0], None)
    (text,) = QuestionText.objects.filter(version=version)
    assert text.content == QuestionText.objects.get(version__question=question).content


def test_drafts_are_copied_only_by_who_may_change_them(school, module, person):
    school.lesson.start_translation("uk", title="Чернетка")
    made.LessonFactory(module=module, slug="entwurf", text=False).start_translation("de", title="Entwurf")

    def languages(copier):
        lesson = copy_module(module, "Kopie", by=copier, at=NOW).lessons.get(slug="kaution")
        return set(lesson.own_rows().values_list("language_code", "live"))

    assert languages(person(Role.TRAINER)) == {("de", True), ("ar", True)}
    assert languages(school.owner) == {("de", True), ("ar", True), ("uk", False)}


def test_a_course_waits_as_a_draft_with_copies_of_its_modules_or_the_same(school, module, person):
    copier = person(Role.TRAINER)
    second = made.ModuleFactory(course=school.course, slug="zwei")
    Prerequisite.objects.create(course=school.course, module=second, needs=module)
    hidden = made.ModuleFactory(course=school.course, owner=UserFactory(), text=False)
    with_copies = copied(school.course, "Unser Kurs", by=copier).copy
    sharing = copy_course(school.course, "Unser Kurs", by=copier, at=NOW)

    assert (with_copies.slug, sharing.slug, sharing.owner) == ("unser-kurs", "unser-kurs-2", copier)
    assert not any(row.live for row in with_copies.own_rows())
    copies = list(with_copies.modules.order_by("course_modules__sort_order"))
    assert [copy.owner for copy in copies] == [copier, copier]
    assert hidden not in sharing.modules.all() and set(sharing.modules.all()) == {module, second}
    rule = with_copies.prerequisites.get()
    assert (rule.module, rule.needs) == (copies[1], copies[0])


def test_an_interrupted_copy_goes_on_where_it_stood(school, module, person):
    made.ModuleFactory(course=school.course, slug="zwei")
    order, before = (
        ask_for_copy(school.course, "Unser Kurs", by=person(Role.TRAINER), at=NOW),
        Module.objects.count(),
    )
    first = copy_place(order.copy, school.course.course_modules.first(), by=order.asked_by, at=NOW)
    CourseCopy.objects.update(modules={str(module.pk): first.pk})
    assert ask_again() == 1
    copy_on(order, at=NOW)
    order.refresh_from_db()
    assert (order.done, order.copy.modules.count(), order.finished_at) == (2, 2, NOW)
    assert (ask_again(), Module.objects.count()) == (0, before + 2)


def test_long_copying_shows_how_far_it_is_to_whoever_asked(school, module, person, client):
    copier = person(Role.TRAINER)
    client.force_login(copier)
    answer = client.post(reverse("curriculum_copy", args=["course", school.course.pk]), {"title": "Lang"})
    page = client.get(answer.url)
    assert ("0 of 1 modules are copied" in page.content.decode(), page["Refresh"]) == (True, "2")
    order = CourseCopy.objects.get()
    copy_on(order, at=NOW)
    assert client.get(answer.url).url == reverse("curriculum_tree", args=[order.copy.pk])
    client.force_login(person(Role.OFFICE))
    assert client.get(answer.url).status_code == 404


def test_who_reads_a_module_is_offered_a_copy_where_others_find_the_form(school, person, client, address):
    client.force_login(person(Role.TRAINER))
    url = reverse("curriculum_copy", args=["module", school.module.pk])
    for thing in (school.module, school.lesson, school.german):
        assert url in client.get(address(thing, "inspect")).content.decode()
    assert client.get(url).status_code == 200
    answer = client.post(url, {"title": "Meins"})
    copy = Module.objects.get(slug="meins")
    assert (answer.url, client.get(answer.url).status_code) == (address(copy, "edit"), 200)


def test_a_copy_of_a_course_leads_to_its_tree(school, person, client):
    client.force_login(person(Role.OFFICE))
    url = reverse("curriculum_copy", args=["course", school.course.pk])
    answer = client.post(url, {"title": "Für uns", "share": "1"})
    copy = Course.objects.get(slug="fuer-uns")
    assert answer.url == reverse("curriculum_tree", args=[copy.pk])
    assert list(copy.modules.all()) == [school.module]


def test_a_copy_without_a_title_is_refused_with_a_sentence(school, client):
    client.force_login(school.owner)
    page = client.post(reverse("curriculum_copy", args=["module", school.module.pk]), {"title": " "})
    assert (page.status_code, "Write a title." in page.content.decode()) == (400, True)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.TRANSLATOR])
def test_who_begins_no_modules_copies_none(role, school, person, client):
    client.force_login(person(role, ["ar"] if role == Role.TRANSLATOR else []))
    for kind, thing in (("module", school.module), ("course", school.course)):
        url = reverse("curriculum_copy", args=[kind, thing.pk])
        assert (client.get(url).status_code, client.post(url, {"title": "X"}).status_code) == (404, 404)


def test_what_one_may_not_read_one_does_not_copy(person, client):
    hidden = made.ModuleFactory(owner=UserFactory(), text=False)
    course = made.CourseFactory(owner=UserFactory(), text=False)
    client.force_login(person(Role.TRAINER))
    for kind, thing in (("module", hidden), ("course", course), ("lesson", made.LessonFactory())):
        assert (
            client.post(reverse("curriculum_copy", args=[kind, thing.pk]), {"title": "X"}).status_code == 404
        )
