"""What makes phones go on without a network: the worker, its switch, the page that stands in, what a module weighs."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from curriculum.models import Kind
from lms.learning.models import LearningRecord
from tests.factories.curriculum import LessonFactory
from tests.factories.media import document, image
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
    assert 0 < found["bytes"]["text"] < 200_000 and found["bytes"]["pictures"] == 0
    begin(learner, quiz)
    found = client.get(KEEP).json()
    assert found["pages"][-1] == f"{OUTLINE}rolle/quiz/1/" and not found["quiz"]
    assert {client.get(page).status_code for page in found["pages"]} == {200}


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


def test_pictures_and_recordings_are_kept_with_their_size_and_films_are_not(
    client, learner, quiz, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(learner)
    recording, film = document("anruf.mp3"), document("zaehler.mp4")
    shown = {"image": image().pk, "alt_text": "Haus", "decorative": False}
    video = {"title": "Zähler", "film": film.pk, "captions": document("zaehler.vtt").pk, "description": ""}
    body = [
        ("picture", {"uncertain": "", "picture": shown, "caption": ""}, "aaaa"),
        (
            "audio",
            {"uncertain": "", "title": "Anruf", "sound": recording.pk, "transcript": "<p>Hallo.</p>"},
            "bbbb",
        ),
        ("video", {"uncertain": "", **video}, "cccc"),
    ]
    LessonFactory(module=quiz.module, text={"body": body})
    found = client.get(KEEP).json()
    (picture,), (sound,) = found["pictures"], found["sounds"]
    assert picture.endswith(".webp") and sound == recording.url
    assert found["bytes"]["pictures"] == (tmp_path / picture.removeprefix("/media/")).stat().st_size
    assert found["bytes"]["sounds"] == recording.file_size
