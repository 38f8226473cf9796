"""Courses, modules, lessons and terms in the admin: beginning, ordering, archiving, deleting, finding."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from curriculum import dependants
from curriculum.models import Assignment, Course, GlossaryTerm, Lesson, Module, Question
from curriculum.naming import short_name
from lms.people.models import Role
from tests.factories.curriculum import GlossaryTermFactory, LessonFactory, ModuleFactory, publish
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(school, client):
    client.force_login(school.owner)
    return school.owner


def inline(name, *forms):
    """The fields of an inline panel."""
    data = {
        f"{name}-TOTAL_FORMS": len(forms),
        f"{name}-INITIAL_FORMS": sum("id" in form for form in forms),
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for number, form in enumerate(forms):
        data |= {
            f"{name}-{number}-{field}": value for field, value in {"id": "", "DELETE": "", **form}.items()
        }
    return data


@pytest.mark.parametrize("model", [Course, Module])
def test_what_a_trainer_begins_is_theirs_and_goes_on_with_its_text(model, trainer, client, address):
    answer = client.post(address(model, "add"), {"name": "Wohnen für Anfänger", "slug": ""})
    made = model.objects.get(slug="wohnen-fuer-anfaenger")
    row = made.own_rows().get()
    assert made.owner == trainer
    assert (row.language_code, row.title, row.live) == ("de", "Wohnen für Anfänger", False)
    assert answer.url == address(row, "edit")


def test_what_the_office_begins_is_the_networks(person, client, address):
    client.force_login(person(Role.OFFICE))
    client.post(address(Course, "add"), {"name": "Für alle", "slug": ""})
    assert Course.objects.get(slug="fuer-alle").owner is None


@pytest.mark.parametrize("model", [Lesson, Question, Assignment])
def test_parts_are_begun_in_modules_that_one_may_change(model, school, trainer, client, address):
    foreign = ModuleFactory()
    client.post(address(model, "add"), {"name": "Neu hier", "slug": "", "module": foreign.pk})
    assert not model.objects.filter(slug="neu-hier").exists()
    client.post(address(model, "add"), {"name": "Neu hier", "slug": "", "module": school.module.pk})
    assert model.objects.get(slug="neu-hier").own_rows().get().language_code == "de"


def test_a_name_that_is_taken_is_said_so_and_nothing_typed_is_lost(school, trainer, client, address):
    page = client.post(
        address(Lesson, "add"), {"name": "Noch eine Kaution", "slug": "kaution", "module": school.module.pk}
    )
    assert page.status_code == 200
    assert page.context["form"].errors
    assert "Noch eine Kaution" in page.content.decode()


def test_a_short_name_stays_whatever_the_form_says(school, trainer, client, address):
    given = {"slug": "anders", "minutes": 12, "completes": "opened", "required": "on"}
    client.post(address(school.lesson, "edit"), given)
    lesson = Lesson.objects.get(pk=school.lesson.pk)
    assert (lesson.slug, lesson.minutes) == ("kaution", 12)
    lesson.slug = "anders"
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        lesson.save()


def test_no_lesson_takes_the_address_of_the_quiz(school, trainer, client, address):
    given = {"name": "Das Quiz", "slug": "quiz", "module": school.module.pk}
    page = client.post(address(Lesson, "add"), given)
    assert "Choose another short name" in str(page.context["form"].errors)
    assert not Lesson.objects.filter(slug="quiz").exists()


def test_lessons_are_ordered_and_begun_in_their_module(school, trainer, client, address):
    second = LessonFactory(module=school.module, slug="zwei")
    fields = {"minutes": 10, "completes": "opened", "required": "on"}
    client.post(
        address(school.module, "edit"),
        {"slug": school.module.slug, "units": "4"}
        | inline(
            "lessons",
            {"id": school.lesson.pk, "slug": "kaution", "ORDER": 3, **fields},
            {"id": second.pk, "slug": "zwei", "ORDER": 1, **fields},
            {"slug": "neu", "ORDER": 2, **fields},
        ),
    )
    lessons = Lesson.objects.filter(module=school.module).order_by("sort_order")
    assert [lesson.slug for lesson in lessons] == ["zwei", "neu", "kaution"]
    assert lessons[1].own_rows().get().title == "neu"


def test_a_course_takes_in_what_its_owner_may_read(school, trainer, client, address):
    public, hidden = ModuleFactory(), ModuleFactory(owner=UserFactory(), text=False)
    place = {
        "id": school.course.course_modules.get().pk,
        "module": school.module.pk,
        "required": "on",
        "ORDER": 1,
    }

    def take_in(module):
        data = inline("course_modules", place, {"module": module.pk, "required": "on", "ORDER": 2})
        data |= inline("prerequisites")
        client.post(
            address(school.course, "edit"), {"slug": school.course.slug, "licence": "CC BY-SA 4.0"} | data
        )
        return [entry.module for entry in school.course.course_modules.order_by("sort_order")]

    assert take_in(hidden) == [school.module]
    assert take_in(public) == [school.module, public]


def test_modules_wait_for_others_of_the_course_and_never_for_themselves(school, trainer, client, address):
    first, second, stranger = school.module, ModuleFactory(course=school.course), ModuleFactory()
    places = [
        {"id": place.pk, "module": place.module_id, "required": "on", "ORDER": number}
        for number, place in enumerate(school.course.course_modules.all(), start=1)
    ]

    def wait(*pairs):
        data = {"slug": school.course.slug, "licence": "CC BY-SA 4.0", "in_order": "on"}
        data |= inline("course_modules", *places)
        data |= inline("prerequisites", *({"module": a.pk, "needs": b.pk} for a, b in pairs))
        client.post(address(school.course, "edit"), data)
        return list(school.course.prerequisites.values_list("module", "needs"))

    assert wait((second, stranger)) == []
    assert wait((first, first)) == []
    assert wait((first, second), (second, first)) == []
    assert wait((second, first)) == [(second.pk, first.pk)]
    school.course.refresh_from_db()
    assert school.course.in_order


def test_people_to_invite_are_the_team_that_one_may_see(school, trainer, person, client, address):
    elsewhere = person(Role.TRAINER)
    page = client.get(address(school.module, "edit"))
    offered = page.context["form"].fields["editors"].queryset
    assert trainer in offered and elsewhere not in offered
    school.module.editors.add(elsewhere)
    offered = client.get(address(school.module, "edit")).context["form"].fields["editors"].queryset
    assert elsewhere in offered


def test_citations_of_a_term_are_typed_line_by_line(person, client, address):
    term = GlossaryTermFactory(slug="kaution")
    client.force_login(person(Role.OFFICE))
    page = client.post(
        address(term, "edit"), {"slug": "kaution", "citations": "§ 551 Abs. 1 BGB\n§§ 2, 6 RDG"}
    )
    assert "“§§ 2, 6 RDG”" in page.context["form"].errors["citations"][0]
    client.post(address(term, "edit"), {"slug": "kaution", "citations": "§ 551  Abs. 1 BGB\n\n§ 2 RDG"})
    assert GlossaryTerm.objects.get(slug="kaution").citations == ["§ 551 Abs. 1 BGB", "§ 2 RDG"]


def test_languages_of_one_thing_stand_on_a_page_and_are_begun_there(school, person, client):
    url = reverse("curriculum_texts", args=["lesson", school.lesson.pk])
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    page = client.get(url).content.decode()
    assert 'value="ar"' in page and 'value="fa"' not in page
    assert client.post(url, {"language": "fa"}).status_code == 404
    answer = client.post(url, {"language": "ar"})
    row = school.lesson.own_rows().get(language_code="ar")
    assert answer.url == reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
    assert 'value="ar"' not in client.get(url).content.decode()


@pytest.mark.parametrize("address_name", ["curriculum_texts", "curriculum_archive"])
def test_pages_about_what_one_may_not_read_are_not_there(address_name, school, person, client):
    hidden = ModuleFactory(owner=school.owner, text=False)
    client.force_login(person(Role.TRAINER))
    assert client.get(reverse(address_name, args=["module", hidden.pk])).status_code == 404
    assert client.get(reverse(address_name, args=["quiz", 1])).status_code == 404


def test_what_is_archived_can_be_brought_back(school, trainer, client):
    url = reverse("curriculum_archive", args=["lesson", school.lesson.pk])
    assert client.get(url).status_code == 200
    client.post(url)
    assert Lesson.objects.get(pk=school.lesson.pk).archived_at
    client.post(url)
    assert Lesson.objects.get(pk=school.lesson.pk).archived_at is None


def test_who_may_not_change_it_does_not_archive_it(school, person, client):
    client.force_login(person(Role.COORDINATOR))
    assert client.post(reverse("curriculum_archive", args=["lesson", school.lesson.pk])).status_code == 404
    assert Lesson.objects.get(pk=school.lesson.pk).archived_at is None


def test_a_module_that_a_course_uses_is_kept(school, trainer, client, address):
    answer = client.post(address(school.module, "delete"), follow=True)
    assert Module.objects.filter(pk=school.module.pk).exists()
    assert str(school.course) in answer.content.decode()


def test_the_source_of_translations_is_kept(school, trainer, client, address):
    with pytest.raises(dependants.HasDependants):
        dependants.refuse_if_needed(school.german)
    client.post(address(school.german, "delete"))
    assert school.lesson.own_rows().filter(language_code="de").exists()


def test_a_question_is_asked_once_whatever_asks(school):
    def asking(subject):
        return ["Ein Satz."] if subject == school.lesson else []

    dependants.register(asking)
    dependants.register(asking)
    try:
        assert dependants.reasons_to_keep(school.lesson) == ["Ein Satz."]
        with pytest.raises(dependants.HasDependantsToArchive, match="kaution.*Ein Satz"):
            dependants.refuse_if_needed(school.lesson)
    finally:
        dependants._asked.remove(asking)


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_however_long(
    count, school, trainer, client, address, django_assert_num_queries
):
    for _ in range(count - 1):
        publish(LessonFactory(module=school.module), "ar", title="درس")
    client.get(address(Lesson, "list"))
    with django_assert_num_queries(16):
        shown = client.get(address(Lesson, "list")).context["object_list"]
    assert len(shown) == count


def test_a_list_shows_titles_and_the_state_of_each_language(school, trainer, client, address):
    school.lesson.start_translation("ar")
    page = client.get(address(Lesson, "list")).content.decode()
    assert "Die Kaution" in page
    assert 'lang="ar" dir="rtl">العربية</bdi>' in page
    sheet = b"".join(client.get(address(Lesson, "list") + "?export=csv").streaming_content).decode()
    assert sheet.splitlines()[1].startswith(f"{school.module},kaution,Die Kaution,")


def test_things_are_found_by_title_and_by_what_they_lack(school, trainer, client, address):
    publish(school.lesson, "en", title="The deposit")
    other = LessonFactory(module=school.module, slug="andere")

    def found(query):
        return [
            lesson.slug for lesson in client.get(f"{address(Lesson, 'list')}?{query}").context["object_list"]
        ]

    assert found("q=deposit") == found("q=kauti") == ["kaution"]
    assert found("lacks=en") == [other.slug]
    assert found(f"module={ModuleFactory(text=False, owner=None).pk}") == []


def test_choosers_offer_titles_and_find_them(school, trainer, client):
    hidden = ModuleFactory(text=False, slug="geheim", owner=UserFactory())
    publish(school.module, title="Mietvertrag")
    choose = reverse(Module.snippet_viewset.chooser_viewset.get_url_name("choose"))
    results = reverse(Module.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    offered = client.get(choose).json()["html"]
    assert "Mietvertrag" in offered and str(hidden) not in offered
    assert "Mietvertrag" in client.get(f"{results}?q=mietv").content.decode()
    assert "Mietvertrag" not in client.get(f"{results}?q=xyz").content.decode()


def test_short_names_are_made_from_german_titles():
    assert short_name("Größe & Übergabe: ja?") == "groesse-uebergabe-ja"


@pytest.mark.parametrize(
    "name", ["lesson list", "curriculum_import_questions", "curriculum_export_questions"]
)
def test_modules_are_called_by_their_titles(name, school, client, address):
    publish(school.module, title="Rund um die Miete")
    client.force_login(school.owner)
    page = client.get(address(Lesson, "list") if name == "lesson list" else reverse(name))
    assert "Rund um die Miete" in page.content.decode()
    assert f">{school.module}<" not in page.content.decode()
