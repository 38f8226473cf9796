"""What makes phones go on without a network: the worker, its switch, the page that stands in, what a module weighs."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from curriculum.models import Kind
from lms.learning.models import LearningRecord
from lms.learning.views.offline import recordings
from tests.factories.curriculum import LessonFactory
from tests.factories.people import UserFactory

from .test_saving_answers import sent
from .walking_through import ask, begin

pytestmark = pytest.mark.django_db
KEEP, OUTLINE = "/de/learn/kurs/rolle/keep/", "/de/learn/kurs/"


def test_the_worker_rules_the_whole_site_and_knows_what_every_phone_keeps(client):
    reply = client.get("/sw.js")
    assert reply["Content-Type"] == "text/javascript; charset=utf-8"
    assert (reply["Cache-Control"], reply["Service-Worker-Allowed"]) == ("no-cache", "/")
    assert "worker-src 'self'" in reply["Content-Security-Policy"]
    head = reply.content.decode().partition("// The service worker.")[0]
    assert re.findall(r"/(\w\w)/offline/", head) == settings.INTERFACE_LANGUAGES
    for file in re.findall(r'"/static/([^"]+)"', head):
        assert finders.find(file), file


def test_the_kill_switch_serves_a_worker_that_removes_itself(client, settings):
    settings.OFFLINE = False
    script = client.get("/sw.js").content.decode()
    assert "registration.unregister()" in script and "fetch" not in script


def test_scripts_for_learners_stay_small():
    folder = Path(finders.find("js/outbox.js")).parent
    assert sum(len(gzip.compress(file.read_bytes())) for file in folder.glob("*.js")) <= 15 * 1024


@pytest.mark.parametrize("language", settings.INTERFACE_LANGUAGES)
def test_the_page_that_stands_in_says_nothing_of_anybody(client, learner, language):
    client.force_login(learner)
    reply = client.get(f"/{language}/offline/")
    assert f'lang="{language}"' in reply.content.decode()
    assert learner.key_on_phones not in reply.content.decode()


def test_pages_say_whose_they_are_and_others_say_nothing(client, learner):
    assert "X-Person" not in client.get("/de/key/")
    client.force_login(learner)
    page = client.get(OUTLINE)
    assert page["X-Person"] == learner.key_on_phones != UserFactory().key_on_phones
    assert f'data-person="{learner.key_on_phones}"' in page.content.decode()
    client.post("/de/logout/")
    assert "X-Person" not in client.get("/de/key/")


def test_a_module_names_its_pages_and_says_its_size_first(client, learner, quiz):
    client.force_login(learner)
    lessons = [LessonFactory(module=quiz.module) for _ in range(2)]
    ask(quiz, Kind.SINGLE)
    found = client.get(KEEP).json()
    pages = [f"{OUTLINE}rolle/{lesson.slug}/" for lesson in lessons]
    assert found["pages"] == [*pages, OUTLINE, "/de/learn/", f"{OUTLINE}rolle/quiz/"]
    assert (found["title"], found["quiz"], found["pictures"]) == ("Meine Rolle", True, [])
    assert found["sounds"] == [] and found["bytes"]["sounds"] == 0
    assert 0 < found["bytes"]["text"] < 200_000 and found["bytes"]["pictures"] == 0
    begin(learner, quiz)
    found = client.get(KEEP).json()
    assert found["pages"][-1] == f"{OUTLINE}rolle/quiz/1/" and not found["quiz"]
    assert {client.get(page).status_code for page in found["pages"]} == {200}


def test_recordings_are_found_with_their_size_and_lost_ones_left_out(django_assert_num_queries):
    spoken = Document.objects.create(title="Gruß", file=ContentFile(b"ID3" + bytes(97), name="gruss.mp3"))
    html = f'<audio class="wide" controls src="{spoken.url}"></audio><audio src="/documents/999/weg.mp3"></audio>'
    assert recordings(html) == {spoken.url: 100}
    with django_assert_num_queries(0):
        assert recordings(f'<p><a href="{spoken.url}">Gruß</a></p>') == {}


def test_a_phone_that_keeps_a_lesson_has_not_read_it(client, learner, quiz):
    client.force_login(learner)
    lesson = LessonFactory(module=quiz.module)
    client.get(f"{OUTLINE}rolle/{lesson.slug}/", headers={"X-Keep": "1"})
    assert not LearningRecord.objects.exists()
    client.get(f"{OUTLINE}rolle/{lesson.slug}/")
    assert LearningRecord.objects.get().verb == "opened"


@pytest.mark.parametrize("questions", [1, 3])
def test_an_answer_costs_three_statements_beside_session_and_person(
    client, learner, quiz, django_assert_num_queries, questions
):
    ask(quiz, *[Kind.SINGLE] * questions)
    client.force_login(learner)
    packet = sent(begin(learner, quiz), "b")
    fields = {name: packet.fields[name] for name in packet.fields}
    fields |= {"attempt": packet.attempt, "position": 1, "key": packet.client_key, "turn": 1}
    with django_assert_num_queries(2 + 3 + 2):  # SAVEPOINT and RELEASE stand for BEGIN and COMMIT
        assert client.post("/de/arriving/answer/", fields).status_code == 200
