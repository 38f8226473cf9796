"""The tree of a course: what stands in it, its order, what is added, and who may."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Task, Workflow, WorkflowTask

from curriculum.course_tree import tree_of
from curriculum.growing import OrderIsOld, TitleMissing, add_lesson, put_in_order
from curriculum.models import CourseModule, LanguageWorkflow, Lesson, Module
from curriculum.naming import free_name
from curriculum.noting import begin_thread
from lms.people.models import Role
from tests.factories.curriculum import (
    AssignmentFactory,
    CourseFactory,
    LessonFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    publish,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(school):
    return reverse("curriculum_tree", args=[school.course.pk])


def order(module) -> list[str]:
    return list(module.lessons.order_by("sort_order").values_list("slug", flat=True))


def states(node) -> dict[str, str]:
    return {entry.code: entry.state for entry in node.languages if entry.state != "missing"}


def test_the_tree_shows_parts_in_their_order_with_the_state_of_each_language(school):
    second = LessonFactory(module=school.module, slug="zwei", sort_order=99)
    LessonFactory(module=school.module, archived_at=timezone.now())
    AssignmentFactory(module=school.module, text={"title": "Gespräch", "task": "Tun."})
    quiz = QuizFactory(module=school.module)
    QuestionFactory(quiz=quiz)
    school.lesson.start_translation("ar")
    publish(second, "uk", title="Два")
    second.own_rows().get(language_code="de").save_revision()
    begin_thread(school.german, "body:aaaa", "Stimmt das?", by=school.owner, at=timezone.now())
    (module,) = tree_of(school.course, school.owner).children

    assert [(child.kind, child.title) for child in module.children] == [
        ("lesson", "Die Kaution"),
        ("lesson", "title zwei"),
        ("assignment", "Gespräch"),
        ("quiz", ""),
    ]
    first, other = module.lessons
    assert (states(first), first.notes) == ({"de": "live", "ar": "draft"}, 1)
    assert states(other) == {"de": "changed", "uk": "live"}
    assert next(entry.to_do for entry in first.languages if entry.code == "ar") == 4
    assert (module.bank, module.children[-1].asked) == (1, 1)


def test_a_text_that_is_being_reviewed_says_so(school):
    workflow = Workflow.objects.create(name="Durchsicht")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Lesen"), sort_order=0)
    LanguageWorkflow.objects.create(language_code="ar", workflow=workflow)
    row = school.lesson.start_translation("ar")
    workflow.start(row, school.owner)
    arabic = tree_of(school.course, school.owner).children[0].lessons[0].languages[2]

    assert (arabic.code, arabic.in_review, arabic.is_in("review")) == ("ar", True, True)


def test_it_says_which_other_courses_use_a_module_and_names_none_that_is_hidden(school, person):
    open_course = CourseFactory(text={"title": "Nachbarn"})
    hidden = CourseFactory(owner=UserFactory(), text=False, slug="geheim")
    for course in (open_course, hidden):
        CourseModule.objects.create(course=course, module=school.module)
    module = tree_of(school.course, school.owner).children[0]

    assert (module.used_in, module.unseen) == (["Nachbarn"], 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_tree_costs_the_same_however_large(count, school, client, url, django_assert_num_queries):
    for _ in range(count - 1):
        module = ModuleFactory(course=school.course, owner=school.owner)
        for _ in range(count):
            publish(LessonFactory(module=module), "ar", title="درس")
        QuestionFactory(quiz=QuizFactory(module=module))
    client.force_login(school.owner)
    client.get(url)
    with django_assert_num_queries(22):
        assert client.get(url).status_code == 200


def test_lessons_are_moved_with_buttons_and_dragged_as_a_list(school, client, url):
    two, three = (
        LessonFactory(module=school.module, slug=slug, sort_order=n)
        for n, slug in ((50, "zwei"), (51, "drei"))
    )
    client.force_login(school.owner)
    answer = client.post(url, {"move": f"lesson-{three.pk}:up"})
    assert order(school.module) == ["kaution", "drei", "zwei"]
    assert answer.url.endswith(f"#lesson-{three.pk}")
    names = [f"lesson-{lesson.pk}" for lesson in (two, three, school.lesson)]
    client.post(url, {"order": " ".join(names), "moved": names[0]})
    assert order(school.module) == ["zwei", "drei", "kaution"]
    client.post(url, {"move": f"lesson-{two.pk}:up"})
    assert order(school.module) == ["zwei", "drei", "kaution"]


def test_modules_are_moved_by_who_may_change_the_course(school, person, client, url):
    other = ModuleFactory(course=school.course)
    client.force_login(school.owner)
    client.post(url, {"move": f"module-{other.pk}:up"})
    places = school.course.course_modules.order_by("sort_order")
    assert [place.module for place in places] == [other, school.module]


def test_an_order_that_is_old_changes_nothing(school):
    LessonFactory(module=school.module)
    with pytest.raises(OrderIsOld):
        put_in_order(school.module, [school.lesson], by=school.owner)


def test_parts_are_added_in_their_place(school, client, url):
    client.force_login(school.owner)
    client.post(url, {"add": f"module-{school.module.pk}", "title": "Die Übergabe"})
    client.post(url, {"add": f"course-{school.course.pk}", "title": "Nachbarn"})
    assert order(school.module) == ["kaution", "die-uebergabe"]
    module = Module.objects.get(slug="nachbarn")
    assert (module.owner, module.courses.get()) == (school.owner, school.course)
    assert module.own_rows().get().title == "Nachbarn"


def test_a_part_without_a_title_is_refused_with_a_sentence(school, client, url):
    client.force_login(school.owner)
    page = client.post(url, {"add": f"module-{school.module.pk}", "title": " "})
    assert (page.status_code, "Write a title." in page.content.decode()) == (400, True)
    with pytest.raises(TitleMissing):
        add_lesson(school.module, "", by=school.owner)


def test_a_name_that_is_taken_gets_a_number(school):
    taken = Lesson.objects.filter(module=school.module)
    assert [free_name(wanted, taken) for wanted in ("neu", "kaution", "quiz", "")] == [
        "neu", "kaution-2", "quiz-2", "x-2",
    ]  # fmt: skip


def test_a_filter_keeps_what_fits_and_what_leads_to_it(school, client, url):
    publish(school.module, title="Mietvertrag")
    other = ModuleFactory(course=school.course, text={"title": "Nachbarn"})
    LessonFactory(module=other, text={"title": "Der Lärm"})
    publish(school.lesson, "ar", title="التأمين")
    client.force_login(school.owner)

    def shown(query):
        tree = client.get(f"{url}?{query}").context["tree"]
        return [node.title for node in tree.walk()][1:] if tree else []

    assert shown("q=kaut") == ["Mietvertrag", "Die Kaution"]
    assert shown("language=ar&state=live") == ["Mietvertrag", "Die Kaution"]
    assert shown("q=xyz") == []
    assert len(shown("language=xx&state=live")) == 4


def test_who_only_reads_finds_neither_buttons_nor_forms(school, person, client, url):
    client.force_login(person(Role.COORDINATOR))
    page = client.get(url).content.decode()
    assert "Die Kaution" in page
    assert 'name="move"' not in page and 'name="title"' not in page and "curriculum_copy" not in page


def test_a_module_of_others_in_ones_course_is_moved_but_not_filled(school, client, url):
    foreign = ModuleFactory(course=school.course, owner=UserFactory())
    lesson = LessonFactory(module=foreign, slug="fremd")
    client.force_login(school.owner)
    page = client.get(url).content.decode()
    assert f'value="module-{foreign.pk}:up"' in page and f'value="lesson-{lesson.pk}:up"' not in page
    assert reverse("curriculum_copy", args=["module", foreign.pk]) in page
    for said in ({"add": f"module-{foreign.pk}", "title": "Neu"}, {"move": f"lesson-{lesson.pk}:up"}):
        assert client.post(url, said).status_code == 404
    assert order(foreign) == ["fremd"]


def test_names_from_another_course_are_not_there(school, client, url):
    own = LessonFactory(module=ModuleFactory(owner=school.owner, course=CourseFactory(owner=school.owner)))
    client.force_login(school.owner)
    forged = [
        {"move": f"lesson-{own.pk}:up"},
        {"add": f"module-{own.module_id}", "title": "Neu"},
        {"order": f"lesson-{school.lesson.pk} lesson-{own.pk}"},
        {"order": "lesson-1x"},
        {"order": ""},
        {"move": ""},
        {"add": f"lesson-{school.lesson.pk}", "title": "Neu"},
    ]
    assert {client.post(url, said).status_code for said in forged} == {404}
