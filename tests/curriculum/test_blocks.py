"""Every kind of block as learners see it, without asking the database for it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from curriculum.blocks import LessonBlock
from curriculum.readable_units import readable_units
from tests.factories.curriculum import LocalFactKeyFactory, StatuteFactory, publish
from tests.factories.media import document, image, stored

from .typed import typed

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def html(words):
    return f'<p data-block-key="k1">{words}</p>'


#: type → value, with what a reader must find of it
SAMPLES = {
    "opening": ({"text": html("Muss sie das?")}, ["Muss sie das?"]),
    "prose": ({"text": html("Die Miete.")}, ["<p>Die Miete.</p>"]),
    "notice": ({"text": html("Achtung.")}, ["say warn", "Achtung."]),
    "exercise": ({"text": html("Übe.")}, ["Übe."]),
    "remember": ({"text": html("Merke.")}, ["Merke."]),
    "law": (
        {"citations": ["§ 551 Abs. 1 BGB", "BGH, Urteil"], "text": html("Höchstens drei.")},
        [
            "say law",
            "Höchstens drei.",
            'href="https://www.gesetze-im-internet.de/bgb/__551.html"',
            "BGH, Urteil",
        ],
    ),
    "traffic_light": (
        {"do": [html("Rechnen.")], "ask": [html("Fragen.")], "hand_over": [html("Streit.")]},
        ['class="do"', "Rechnen.", 'class="as"', "Fragen.", 'class="ho"', "Streit."],
    ),
    "checklist": ({"title": "Liste", "items": [html("Eins."), html("Zwei.")]}, ["Liste", "Eins.", "Zwei."]),
    "steps": ({"title": "", "items": [html("Erst."), html("Dann.")]}, ["<ol>", "Erst.", "Dann."]),
    "case": (
        {"title": "Herr Amini", "situation": html("So."), "task": html("Was?"), "solution": html("Dies.")},
        ["Herr Amini", "So.", "Was?", "<details>", "Dies."],
    ),
    "local_fact": ({"key": "amt"}, ["say place", "amt", "location"]),
    "misconception": ({"wrong": html("Falsch."), "right": html("Richtig.")}, ["Falsch.", "Richtig."]),
    "self_check": (
        {
            "question": html("Wie viel?"),
            "options": [{"text": html("480"), "correct": True}, {"text": html("640"), "correct": False}],
            "explanation": html("Darum."),
        },
        ["Wie viel?", "480", "640", "Darum."],
    ),
    "dialogue": (
        {
            "title": "Am Telefon",
            "lines": [
                {"speaker": "Rojin", "text": html("Guten Tag.")},
                {"speaker": "Herr Wolf", "text": html("Ja, bitte?")},
            ],
        },
        ["Am Telefon", "Rojin", "Guten Tag.", 'class="other"', "Herr Wolf", "Ja, bitte?"],
    ),
    "letter": (
        {
            "title": "Mängelanzeige",
            "fields": ["Name", "Datum"],
            "text": "Guten Tag {{1}},\n\nseit {{2}} kalt.",
        },
        ["Mängelanzeige", "Guten Tag ", "<input", "Name", "<p>seit ", "<input", "Datum", " kalt."],
    ),
    "table": (
        {
            "table": {
                "columns": [{"type": "cell", "heading": "Was"}, {"type": "cell", "heading": "Frist"}],
                "rows": [{"values": [html("Kaution"), html("drei Monate")]}],
                "caption": "Fristen",
            },
            "row_heads": True,
        },
        [
            'tabindex="0"',
            "<caption>Fristen</caption>",
            '<th scope="col">Was</th>',
            '<th scope="row"><p>Kaution</p></th>',
            "<td><p>drei Monate</p></td>",
        ],
    ),
}
#: type → value with a file of the kind in place of its sign, and what a reader must find of it
WITH_FILES = {
    "picture": (
        {
            "picture": {"image": "house.png", "alt_text": "Ein Haus", "decorative": False},
            "caption": html("Hier."),
        },
        ["<figure", 'src="/media/images/house', ".webp", 'alt="Ein Haus"', "<figcaption", "Hier."],
    ),
    "audio": (
        {"title": "Ein Anruf", "sound": "anruf.mp3", "transcript": html("Guten Tag.")},
        [
            "Ein Anruf",
            '<audio class="wide" controls preload="none" src="/documents/',
            "<details>",
            "Guten Tag.",
        ],
    ),
    "video": (
        {
            "title": "Der Zähler",
            "film": "zaehler.mp4",
            "captions": "zaehler.vtt",
            "description": html("Eine Hand."),
        },
        ["Der Zähler", "<video", "/documents/", '<track kind="captions"', 'srclang="de"', "Eine Hand."],
    ),
}


KINDS = [*SAMPLES, *WITH_FILES]


@pytest.fixture
def value_of(settings, tmp_path):
    """The value of a kind of block; its files lie on a disk of their own."""
    settings.MEDIA_ROOT = tmp_path

    def value(kind):
        return SAMPLES[kind][0] if kind in SAMPLES else stored(WITH_FILES[kind][0])

    return value


@pytest.fixture(autouse=True)
def office():
    LocalFactKeyFactory(slug="amt", text={"label": "Das Amt"})


def block_of(kind, value):
    raw = [{"type": kind, "value": {"uncertain": "", **value}, "id": "aaaa"}]
    return LessonBlock().to_python(raw)[0]


def test_there_is_a_sample_of_every_kind():
    assert set(KINDS) == set(LessonBlock().child_blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_shown(kind, value_of):
    StatuteFactory()
    shown = block_of(kind, value_of(kind)).render({"language": "de"})
    place = 0
    for part in (SAMPLES | WITH_FILES)[kind][1]:
        place = shown.index(part, place)
    assert "style=" not in shown and "onclick" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_showing_it_asks_nothing(kind, value_of, django_assert_num_queries):
    StatuteFactory()
    block_of("law", SAMPLES["law"][0]).render({"language": "de"})
    block = block_of(kind, value_of(kind))
    block.render({"language": "ar"})
    with django_assert_num_queries(0):
        block.render({"language": "ar"})


@pytest.mark.parametrize("kind", KINDS)
def test_saving_it_unchanged_in_the_admin_changes_no_unit(kind, value_of, school, client, address):
    value = {"uncertain": "", **value_of(kind)}
    row = publish(school.lesson, body=[(kind, value, "aaaa")])
    before = row.units()
    client.force_login(school.owner)
    client.post(address(row, "edit"), typed(row, "publish"))
    row.refresh_from_db()
    assert row.last_published_at > row.first_published_at
    assert row.units() == before


@pytest.mark.parametrize("kind", KINDS)
def test_translators_read_all_of_it(kind, value_of, school):
    value = value_of(kind)
    row = publish(school.lesson, body=[(kind, {"uncertain": "Noch nicht geprüft.", **value}, "aaaa")])
    unit = readable_units(row)[-1]
    assert unit.name == "body:aaaa"
    assert "Noch nicht geprüft." in unit.words
    for text in _texts(value):
        assert text in unit.words


def _texts(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str) and value not in ("", "cell"):
        yield value.removeprefix('<p data-block-key="k1">').removesuffix("</p>")


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_keeps_it_as_far_as_it_is_written(kind):
    lesson = LessonBlock()
    begun = lesson.normalize([(kind, lesson.child_blocks[kind].get_default())])
    assert lesson.clean_deferred(begun)[0].render({"language": "de"})
    with pytest.raises(ValidationError):
        lesson.clean(begun)


@pytest.mark.parametrize("kind", KINDS)
def test_authors_write_it_before_they_say_why_it_is_uncertain(kind):
    assert LessonBlock().child_blocks[kind].meta.form_layout.children[-1] == "uncertain"


def test_what_is_no_citation_is_said_so():
    block = LessonBlock().child_blocks["law"]
    value = block.to_python({"citations": ["§ 551  Abs. 1 BGB", "§§ 2, 6 RDG"], "text": html("So.")})
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert "§§ 2, 6 RDG" in str(refusal.value.block_errors["citations"].block_errors[1])
    value = block.to_python({"citations": ["§ 551  Abs. 1 BGB"], "text": html("So.")})
    assert list(block.clean(value)["citations"]) == ["§ 551 Abs. 1 BGB"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_picker_of_blocks_shows_and_explains_it(kind, school, client):
    block = LessonBlock().child_blocks[kind]
    assert block.is_previewable
    assert str(block.get_description()).endswith(".")
    assert block.meta.icon != "placeholder"
    client.force_login(school.owner)
    page = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert page.status_code == 200
    assert 'class="block stack"' in page.content.decode()


def refused(kind, value):
    """What the block says to the value: field → sentence."""
    block = LessonBlock().child_blocks[kind]
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python({"uncertain": "", **value}))
    return {name: error.messages[0] for name, error in refusal.value.block_errors.items()}


def test_a_letter_has_a_place_for_each_field():
    letter = {"title": "Brief", "fields": ["Name", "Datum"], "text": "Guten Tag {{1}}"}
    assert "{{2}}" in refused("letter", letter)["text"]


def test_a_table_names_its_columns_and_itself():
    sample = SAMPLES["table"][0]["table"]
    without_heading = {
        **sample,
        "columns": [{"type": "cell", "heading": "Was"}, {"type": "cell", "heading": ""}],
    }
    faults = [{**sample, "caption": ""}, without_heading, {**sample, "rows": []}]
    assert len({refused("table", {"table": fault})["table"] for fault in faults}) == 3


def test_what_does_not_play_or_has_no_captions_is_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    film, captions = document("a.mp4").pk, document("a.vtt").pk
    renamed = document("b.mp4", b"<html>").pk
    empty = document("b.vtt", b"WEBVTT\n").pk
    text = {"title": "Der Zähler", "description": ""}
    assert set(refused("video", {**text, "film": renamed, "captions": captions})) == {"film"}
    assert set(refused("video", {**text, "film": film, "captions": empty})) == {"captions"}
    assert set(refused("video", {**text, "film": film, "captions": None})) == {"captions"}
    assert set(refused("audio", {"title": "Anruf", "sound": film, "transcript": html("Hallo.")})) == {"sound"}
    recording = document("a.mp3").pk
    assert set(refused("audio", {"title": "Anruf", "sound": recording, "transcript": ""})) == {"transcript"}


def test_a_picture_has_words_or_is_said_to_be_decoration(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    block = LessonBlock().child_blocks["picture"]
    told = {"image": image().pk, "alt_text": "", "decorative": False}
    assert set(refused("picture", {"picture": told, "caption": ""})) == {"picture"}
    decoration = block.to_python({"picture": {**told, "decorative": True}, "caption": ""})
    assert 'alt=""' in block.render(block.clean(decoration), {"language": "de"})
