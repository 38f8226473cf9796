"""Drafts by a machine: a real little service on this machine answers, as LibreTranslate or DeepL would."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse
from django.utils import timezone

from curriculum.asking_machines import NothingForMachine, ask_machine
from curriculum.machine_translating import work_off
from curriculum.machines import NoMachine, the_machine
from curriculum.models import LessonTranslation, MachineBatch
from curriculum.outdated import UnitState, translated
from lms.people.models import Role
from tests.factories.curriculum import publish

from .conftest import BODY

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CITED = '<p>Höchstens <b>drei</b>: <a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551</a>.</p>'


class Service(BaseHTTPRequestHandler):
    """Says every text in capitals, markup left alone; `broken` makes it fail in a way of its own."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        if isinstance(self.server.broken, int):
            self.send_response(self.server.broken)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()
            return
        texts = [self.server.says(text) for text in body.get("q") or body["text"]]
        answer = (
            {"translatedText": texts}
            if self.path == "/translate"
            else {"translations": [{"text": text} for text in texts]}
        )
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>" if self.server.broken else json.dumps(answer).encode())

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers), {}))
        self.send_error(404)

    def log_message(self, *args):
        """Not into the report of the tests."""


def louder(text: str) -> str:
    parts = text.replace("<", "\0<").replace(">", ">\0").split("\0")
    return "".join(part if part.startswith("<") else part.upper() for part in parts)


@pytest.fixture
def service(settings):
    """`with service("deepl") as server`: the site uses it."""

    @contextmanager
    def run(kind="libretranslate", *, says=louder, broken=None):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
        server.asked, server.says, server.broken = [], says, broken
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        settings.MACHINE_TRANSLATION = {"kind": kind, "address": address, "key": "geheim", "timeout": 5}
        yield server
        server.shutdown()
        server.server_close()
        thread.join()

    return run


@pytest.fixture
def lesson(school):
    publish(school.lesson, body=[("prose", {"uncertain": "", "text": CITED}, "aaaa"), BODY[1]])
    return school.lesson


def worked_off(lesson, by, language="ar") -> MachineBatch:
    batch = ask_machine(lesson, language, by=by, at=timezone.now())
    work_off(batch, the_machine(), at=timezone.now())
    return MachineBatch.objects.get(pk=batch.pk)


def draft_of(lesson, language="ar"):
    row = LessonTranslation.objects.get(master=lesson, language_code=language)
    return row.get_latest_revision_as_object()


@pytest.mark.parametrize("kind", ["libretranslate", "deepl"])
def test_a_machine_makes_a_marked_draft_in_which_markup_stays(lesson, school, service, kind):
    with service(kind) as server:
        batch = worked_off(lesson, school.owner)
    row = draft_of(lesson)
    assert (batch.total, batch.done, batch.failed, batch.fault) == (1, 1, 0, "")
    assert row.title == "DIE KAUTION"
    assert row.body[0].value["text"].source == CITED.replace("Höchstens", "HÖCHSTENS").replace("drei", "DREI")
    assert row.live is False
    states = row.states()
    assert {states[unit] for unit in ("title", "body:aaaa", "body:bbbb")} == {UnitState.MACHINE}
    path, headers, body = server.asked[0]
    key = headers.get("Authorization", body.get("api_key"))
    assert (path, key) in [("/translate", "geheim"), ("/v2/translate", "DeepL-Auth-Key geheim")]


def test_what_a_person_wrote_is_not_touched(lesson, school, service):
    row = lesson.start_translation("ar")
    row.title = "مبلغ"
    row.made_from = translated({}, {"title": lesson.own_rows().get(language_code="de").units()["title"]})
    row.save_revision()
    with service():
        worked_off(lesson, school.owner)
    assert draft_of(lesson).title == "مبلغ"
    assert draft_of(lesson).states()["title"] == UnitState.UP_TO_DATE


def test_a_text_whose_markup_the_machine_lost_stays_missing(lesson, school, service):
    with service(says=lambda text: text.replace('<g id="2">', "")):
        batch = worked_off(lesson, school.owner)
    assert (batch.done, batch.failed) == (0, 1)
    assert draft_of(lesson).states()["body:aaaa"] == UnitState.MISSING
    assert draft_of(lesson).states()["title"] == UnitState.MACHINE


@pytest.mark.parametrize(
    ("broken", "word"),
    [
        (403, "key"),
        (456, "limit"),
        (429, "limit"),
        (500, "answer"),
        (302, "answer"),
        (400, "language"),
        ("nonsense", "no translation"),
    ],
)
def test_a_fault_is_told_in_a_sentence_and_nothing_is_begun(lesson, school, service, broken, word):
    with service(broken=broken):
        batch = worked_off(lesson, school.owner)
    assert word in batch.fault
    assert batch.finished_at
    assert not LessonTranslation.objects.filter(language_code="ar").exists()


def test_a_service_that_is_not_there_is_told_of(lesson, school, settings):
    address = {"address": "http://127.0.0.1:9", "key": "", "timeout": 1}
    settings.MACHINE_TRANSLATION = {"kind": "libretranslate", **address}
    assert "does not answer" in worked_off(lesson, school.owner).fault


def test_it_is_off_unless_the_settings_name_a_service(lesson, school, client):
    with pytest.raises(NoMachine):
        ask_machine(lesson, "ar", by=school.owner, at=timezone.now())
    client.force_login(school.owner)
    page = client.get(reverse("curriculum_texts", args=["lesson", lesson.pk])).content.decode()
    assert "machine" not in page


def test_a_module_is_translated_with_all_that_lies_in_it_and_asked_for_once(lesson, school, service):
    with service():
        first = ask_machine(school.module, "ar", by=school.owner, at=timezone.now())
        assert ask_machine(school.module, "ar", by=school.owner, at=timezone.now()) == first
        work_off(first, the_machine(), at=timezone.now())
        with pytest.raises(NothingForMachine):
            ask_machine(school.module, "ar", by=school.owner, at=timezone.now())
    assert (first.total, first.done) == (2, 2)


def test_translators_ask_for_their_languages_and_see_how_far_it_is(lesson, person, service, client):
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    address = reverse("curriculum_machine", args=["lesson", lesson.pk])
    with service():
        assert client.post(address, {"language": "fa"}).status_code == 404
        answer = client.post(address, {"language": "ar"})
    page = client.get(answer["Location"])
    assert page.headers["Refresh"]
    assert "0 of 1" in page.content.decode()
    client.force_login(person(Role.TRANSLATOR, ["ar"]))
    assert client.get(answer["Location"]).status_code == 404
