"""Every kind of block as learners see it, without asking the database for it."""

import pytest
from django.core.exceptions import ValidationError

from curriculum.blocks import LessonBlock
from curriculum.readable_units import readable_units
from tests.factories.curriculum import LocalFactKeyFactory, StatuteFactory, publish

from .typed import typed

pytestmark = pytest.mark.django_db


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
}


@pytest.fixture(autouse=True)
def office():
    LocalFactKeyFactory(slug="amt", text={"label": "Das Amt"})


def block_of(kind):
    value, _found = SAMPLES[kind]
    raw = [{"type": kind, "value": {"uncertain": "", **value}, "id": "aaaa"}]
    return LessonBlock().to_python(raw)[0]


def test_there_is_a_sample_of_every_kind():
    assert set(SAMPLES) == set(LessonBlock().child_blocks)


@pytest.mark.parametrize("kind", SAMPLES)
def test_it_is_shown(kind):
    StatuteFactory()
    shown = block_of(kind).render({"language": "de"})
    place = 0
    for part in SAMPLES[kind][1]:
        place = shown.index(part, place)
    assert "style=" not in shown and "onclick" not in shown


@pytest.mark.parametrize("kind", SAMPLES)
def test_showing_it_asks_nothing(kind, django_assert_num_queries):
    StatuteFactory()
    block_of("law").render({"language": "de"})
    with django_assert_num_queries(0):
        block_of(kind).render({"language": "ar"})


@pytest.mark.parametrize("kind", SAMPLES)
def test_saving_it_unchanged_in_the_admin_changes_no_unit(kind, school, client, address):
    value = {"uncertain": "", **SAMPLES[kind][0]}
    row = publish(school.lesson, body=[(kind, value, "aaaa")])
    before = row.units()
    client.force_login(school.owner)
    client.post(address(row, "edit"), typed(row, "publish"))
    row.refresh_from_db()
    assert row.units() == before


@pytest.mark.parametrize("kind", SAMPLES)
def test_translators_read_all_of_it(kind, school):
    row = publish(
        school.lesson, body=[(kind, {"uncertain": "Noch nicht geprüft.", **SAMPLES[kind][0]}, "aaaa")]
    )
    unit = readable_units(row)[-1]
    assert unit.name == "body:aaaa"
    assert "Noch nicht geprüft." in unit.words
    for text in _texts(SAMPLES[kind][0]):
        assert text in unit.words


def _texts(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str) and value:
        yield value.removeprefix('<p data-block-key="k1">').removesuffix("</p>")


def test_what_is_no_citation_is_said_so():
    block = LessonBlock().child_blocks["law"]
    value = block.to_python({"citations": ["§ 551  Abs. 1 BGB", "§§ 2, 6 RDG"], "text": html("So.")})
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert "§§ 2, 6 RDG" in str(refusal.value.block_errors["citations"].block_errors[1])
    value = block.to_python({"citations": ["§ 551  Abs. 1 BGB"], "text": html("So.")})
    assert list(block.clean(value)["citations"]) == ["§ 551 Abs. 1 BGB"]
