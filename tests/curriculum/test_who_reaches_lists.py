"""What one may not read is in none of the ways out of a list: sheets, results of a search, windows, overviews.

The addresses that name a thing are held by `test_who_reaches_what`.
"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.asking_for_copies import ask_for_copy
from curriculum.noting import begin_thread

from .test_who_reaches_what import state

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

NOW = timezone.now()
ROLES = ["guest", "stranger", "coordinator", "translator"]
#: our own lists in the admin, all of which go out as sheets
OWN = ["curriculum_trees", "curriculum_notes", "curriculum_matrix", "curriculum_work"]


def body(answer) -> str:
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return whole.decode()


def ways_out(hidden) -> list[str]:
    """Addresses by which what stands in a list could leave it."""
    found = [f"{reverse(name)}?{said}" for name in OWN for said in ("", "export=csv", "state=all&export=csv")]
    for model in {type(thing) for thing in hidden.all}:
        viewset = model.snippet_viewset
        listed = [reverse(viewset.get_url_name(name)) for name in ("list", "list_results")]
        window = reverse(viewset.chooser_viewset.get_url_name("choose_results"))
        found += [f"{path}?q=verborge" for path in (*listed, window)] + [f"{listed[0]}?export=csv"]
    return found


@pytest.mark.parametrize("role", ["stranger", "translator"])
def test_what_one_may_not_read_leaves_no_list(role, people, hidden, client):
    begin_thread(hidden.german, "title", "verborgen", by=people["owner"], at=NOW)
    client.force_login(people[role])
    told = [path for path in ways_out(hidden) if shows(client, path)]
    assert told == []


def test_the_same_lists_tell_whoever_owns_it(people, hidden, client):
    """So that the story above can fail. A draft is nothing to translate yet, and the question has words of its own."""
    begin_thread(hidden.german, "title", "verborgen", by=people["owner"], at=NOW)
    client.force_login(people["owner"])
    sheets = [
        path
        for path in ways_out(hidden)
        if "export" in path and not re.search("translations/|questiontranslation", path)
    ]
    assert [path for path in sheets if not shows(client, path)] == []


def shows(client, path: str) -> bool:
    return "verborgen" in body(client.get(path))


@pytest.mark.parametrize("role", [*ROLES, "learner"])
def test_nothing_is_done_to_what_one_may_not_read(role, people, hidden, client):
    order = ask_for_copy(hidden.course, "Kopie", by=people["owner"], at=NOW)
    client.force_login(people[role])
    before = state()
    acts = {
        reverse("curriculum_copying", args=[order.pk]): {},
        reverse("curriculum_machine", args=["lesson", hidden.lesson.pk]): {"language": "ar"},
        reverse("curriculum_confirm", args=["lesson", hidden.german.pk]): {"change": "title@a@b"},
        reverse("curriculum_confirm_row", args=["lesson", hidden.german.pk]): {},
        reverse("curriculum_take_over", args=["lesson", hidden.german.pk]): {},
    }
    answers = {
        path: {client.get(path).status_code, client.post(path, said).status_code}
        for path, said in acts.items()
    }
    assert {path: found for path, found in answers.items() if not found <= {404, 405}} == {}
    assert state() == before
