"""Role × endpoint: whatever address of the curriculum's admin is asked for, read or written, with ids of others too.

What one may not read is at no address; what one may only read is looked at and copied, never changed.
"""

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from curriculum.noting import begin_thread
from curriculum.permissions import POLICIES
from curriculum.translation import TranslationRow
from curriculum.viewsets.guarding import action_of
from lms.people.models import Role
from tests.factories.curriculum import (
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ROLES = ["owner", "guest", "stranger", "coordinator", "translator", "office", "learner"]
READERS = ["stranger", "coordinator", "translator", "office"]


def addresses(thing) -> dict[str, str]:
    """Every address of the viewset that names the thing."""
    viewset, found = type(thing).snippet_viewset, {}
    more = {
        "revision_id": getattr(thing, "latest_revision_id", 1),
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "task_state_id": 1,
        "task_id": 1,
        "workflow_state_id": 1,
    }
    for pattern in viewset.get_urlpatterns():
        asked = pattern.pattern.regex.groupindex
        if "pk" in asked:
            given = {name: thing.pk if name == "pk" else more[name] for name in asked}
            found[pattern.name] = reverse(viewset.get_url_name(pattern.name), kwargs=given)
    return found


def doors(thing, role: str) -> list[str]:
    """Every address for a trainer of elsewhere; one for each action that a guard asks about for the other roles.

    Which address has which guard does not depend on who asks; what a role may do to a thing does.
    """
    found = addresses(thing)
    if role == "stranger":
        return list(found.values())
    guards = {p.name: action_of(p.callback.view_class) for p in type(thing).snippet_viewset.get_urlpatterns()}
    return list({guards[name]: path for name, path in found.items()}.values())


def state() -> dict[str, list]:
    """All rows of the curriculum, to see that nothing was changed."""
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values()))
        for model in apps.get_app_config("curriculum").get_models()
    }


def statuses(client, paths, **data) -> dict[str, tuple[int, int]]:
    return {path: (client.get(path).status_code, client.post(path, data).status_code) for path in paths}


def own_pages(course) -> list[str]:
    """Our own pages about what belongs to the course."""
    found = [
        reverse("curriculum_text_notes", args=[course.german.pk]),
        reverse("curriculum_tree", args=[course.course.pk]),
    ]
    found.append(reverse("curriculum_substance", args=[course.german.pk]) + "?then=publish")
    for kind in ("course", "module"):
        found.append(reverse("curriculum_copy", args=[kind, getattr(course, kind).pk]))
    for kind in ("course", "module", "lesson", "question", "assignment"):
        master = getattr(course, kind)
        found += [
            reverse(name, args=[kind, master.pk]) for name in ("curriculum_texts", "curriculum_archive")
        ]
    return found


@pytest.mark.parametrize("role", ["guest", "stranger", "coordinator", "translator", "learner"])
def test_what_one_may_not_read_is_at_no_address(role, people, hidden, client):
    client.force_login(people[role])
    paths = [path for thing in hidden.all for path in doors(thing, role)]
    before = state()
    found = statuses(client, [*paths, *own_pages(hidden)])
    assert {path: answer for path, answer in found.items() if answer != (404, 404)} == {}
    assert state() == before


@pytest.mark.parametrize("role", ["guest", "stranger", "coordinator", "translator"])
def test_what_one_may_not_read_is_in_no_list_and_no_window(role, people, hidden, client):
    client.force_login(people[role])
    for thing in hidden.all:
        viewset = type(thing).snippet_viewset
        chooser = viewset.chooser_viewset
        listed = client.get(reverse(viewset.get_url_name("list")))
        assert thing not in listed.context["object_list"]
        assert "verborgen" not in client.get(reverse(chooser.get_url_name("choose"))).json()["html"]
        chosen = reverse(chooser.get_url_name("chosen"), args=[thing.pk])
        several = reverse(chooser.get_url_name("chosen_multiple"))
        assert client.get(chosen).status_code == 404
        assert "verborgen" not in client.get(several, {"id": thing.pk}).content.decode()
        bulk = reverse("wagtail_bulk_action", args=["curriculum", thing._meta.model_name, "delete"])
        assert statuses(client, [f"{bulk}?id={thing.pk}"]) == {f"{bulk}?id={thing.pk}": (404, 404)}
    history = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "verborgen" not in history
    assert "verborgen" not in client.get(reverse("curriculum_trees")).content.decode()


@pytest.mark.parametrize("role", READERS)
def test_what_one_may_only_read_is_looked_at_and_never_changed(role, people, shown, client):
    client.force_login(people[role])
    before = state()
    for thing in shown.all:
        found = statuses(client, doors(thing, role))
        looks = {path for path, answer in found.items() if answer[0] == 200}
        pure = role == "translator" and isinstance(thing, TranslationRow)  # a German text is none of theirs
        assert looks == (set() if pure else {addresses(thing)["inspect"]})
        assert {answer[1] for answer in found.values()} <= {404, 405}
    assert state() == before


@pytest.mark.parametrize("language, sees", [("ar", True), ("uk", False)])
def test_reports_on_workflows_name_only_what_one_may_read(language, sees, people, person, shown, client):
    reader = person(Role.TRANSLATOR, [language])
    task = GroupApprovalTask.objects.create(name="Lesen")
    task.groups.add(reader.groups.get(name="translator"))
    workflow = Workflow.objects.create(name="Durchsicht")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(shown.arabic, people["owner"])
    client.force_login(reader)
    pages = [
        "wagtailadmin_home",
        *(f"wagtailadmin_reports:workflow{kind}" for kind in ("", "_tasks", "_results")),
    ]
    seen = {name: "درس" in client.get(reverse(name)).content.decode() for name in pages}
    assert seen == dict.fromkeys(pages, sees)


def test_a_translator_reaches_the_texts_of_own_languages_alone(people, shown, client):
    client.force_login(people["translator"])
    turkish = publish(shown.lesson, "tr", title="Ders")
    found = {name: client.get(path).status_code for name, path in addresses(shown.arabic).items()}
    assert (found["edit"], found["inspect"], found["history"], found["delete"]) == (200, 200, 200, 404)
    assert set(statuses(client, addresses(turkish).values()).values()) == {(404, 404)}
    assert [
        row.language_code
        for row in client.get(reverse(type(turkish).snippet_viewset.get_url_name("list"))).context[
            "object_list"
        ]
    ] == ["ar"]


#: act → what each of ROLES gets
ACTS = {
    "tree": (200, 200, 200, 200, 200, 200, 404),
    "add a module": (302, 404, 404, 404, 404, 404, 404),
    "move a module": (302, 404, 404, 404, 404, 404, 404),
    "add a lesson": (302, 302, 404, 404, 404, 404, 404),
    "move a lesson": (302, 302, 404, 404, 404, 404, 404),
    "copy the course": (302, 302, 302, 404, 404, 302, 404),
    "copy the module": (302, 302, 302, 404, 404, 302, 404),
    "archive the course": (302, 404, 404, 404, 404, 404, 404),
    "archive the module": (302, 302, 404, 404, 404, 404, 404),
    "archive the lesson": (302, 302, 404, 404, 404, 404, 404),
    "begin Arabic": (302, 302, 404, 404, 302, 404, 404),
    "begin Turkish": (302, 302, 404, 404, 404, 404, 404),
    "answer at publishing": (302, 302, 404, 404, 404, 404, 404),
    "confirm for all": (302, 302, 404, 404, 404, 404, 404),
    "take over blocks": (302, 302, 404, 404, 302, 404, 404),
    "note on the German": (302, 302, 302, 302, 404, 302, 404),
    "note on the Arabic": (302, 302, 302, 302, 302, 302, 404),
    "resolve a German note": (302, 302, 302, 302, 404, 302, 404),
    "all notes": (200, 200, 200, 200, 200, 200, 404),
    "all trees": (200, 200, 200, 200, 200, 200, 404),
}


def act(client, name: str, course) -> int:
    """What somebody gets who does this to the course that is published."""
    tree = reverse("curriculum_tree", args=[course.course.pk])
    notes = [reverse("curriculum_text_notes", args=[row.pk]) for row in (course.german, course.arabic)]
    masters = {kind: [kind, getattr(course, kind).pk] for kind in ("course", "module", "lesson")}
    texts = reverse("curriculum_texts", args=masters["lesson"])
    thread = begin_thread(course.german, "title", "Hm", by=course.course.owner, at=timezone.now())
    acts = {
        "tree": (tree, None),
        "add a module": (tree, {"add": f"course-{course.course.pk}", "title": "Neu"}),
        "move a module": (tree, {"move": f"module-{course.module.pk}:down"}),
        "add a lesson": (tree, {"add": f"module-{course.module.pk}", "title": "Neu"}),
        "move a lesson": (tree, {"move": f"lesson-{course.lesson.pk}:up"}),
        "copy the course": (reverse("curriculum_copy", args=masters["course"]), {"title": "Meins"}),
        "copy the module": (reverse("curriculum_copy", args=masters["module"]), {"title": "Meins"}),
        **{
            f"archive the {kind}": (reverse("curriculum_archive", args=args), {})
            for kind, args in masters.items()
        },
        "begin Arabic": (texts, {"language": "ar"}),
        "begin Turkish": (texts, {"language": "tr"}),
        "answer at publishing": (
            reverse("curriculum_substance", args=[course.german.pk]) + "?then=publish",
            {"answer": "yes", "revision": course.german.latest_revision_id},
        ),
        "confirm for all": (reverse("curriculum_confirm", args=["lesson", course.german.pk]), {}),
        "take over blocks": (reverse("curriculum_take_over", args=["lesson", course.arabic.pk]), {}),
        "note on the German": (notes[0], {"unit": "title", "words": "Hm"}),
        "note on the Arabic": (notes[1], {"unit": "title", "words": "Hm"}),
        "resolve a German note": (
            reverse("curriculum_note_thread", args=[thread.pk]),
            {"act": "resolve"},
        ),
        "all notes": (reverse("curriculum_notes"), None),
        "all trees": (reverse("curriculum_trees"), None),
    }
    path, data = acts[name]
    return (client.get(path) if data is None else client.post(path, data)).status_code


@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what_to_a_course_that_is_published(role, people, shown, client):
    """Each act in the same world: what it did is undone after it."""
    client.force_login(people[role])
    shown.german.refresh_from_db()
    before, place, got = state(), ROLES.index(role), {}
    for name in ACTS:
        point = transaction.savepoint()
        got[name] = act(client, name, shown)
        if got[name] == 404:
            assert without_notes(state()) == without_notes(before), name
        transaction.savepoint_rollback(point)
    assert got == {name: answers[place] for name, answers in ACTS.items()}


def without_notes(state: dict) -> dict:
    """Without the thread that the story itself has begun."""
    return {name: rows for name, rows in state.items() if not name.startswith("curriculum.Note")}


def test_every_kind_is_asked_for(shown):
    kinds = {type(thing) for thing in shown.all}
    of_network = {"GlossaryTerm", "GlossaryTermTranslation", "Review", "Statute", "LanguageWorkflow"}
    of_network |= {"LocalFactKey", "LocalFactKeyTranslation", "StatuteSection"}
    assert {model.__name__ for model in POLICIES} == {kind.__name__ for kind in kinds} | of_network
