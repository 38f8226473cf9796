"""The words of a block, taken out and put back: each field that says something, whatever the block is made of."""

import pytest

from curriculum.models import LessonTranslation
from curriculum.segments import fill, segments
from tests.factories.curriculum import LessonFactory

pytestmark = pytest.mark.django_db

TABLE = {
    "uncertain": "",
    "table": {
        "caption": "Fristen",
        "columns": [{"type": "cell", "heading": "Wer"}, {"type": "cell", "heading": "Wann"}],
        "rows": [{"values": ["<p>Mieter</p>", "<p>drei Monate</p>"]}],
    },
    "row_heads": True,
}
CHECK = {
    "uncertain": "",
    "question": "<p>Was gilt?</p>",
    "options": [
        {"type": "item", "value": {"text": "<p>Dies</p>", "correct": True}, "id": "i1"},
        {"type": "item", "value": {"text": "<p>Das</p>", "correct": False}, "id": "i2"},
    ],
    "explanation": "<p>Darum.</p>",
}


def rows_of(kind, value):
    """A German text with the block, and an Arabic one that has nothing yet."""
    lesson = LessonFactory(text={"title": "Titel", "body": [(kind, value, "aaaa")]})
    source = lesson.own_rows().get(language_code="de")
    return source, LessonTranslation(master=lesson, language_code="ar")


@pytest.mark.parametrize(
    ("kind", "value", "paths"),
    [
        (
            "table",
            TABLE,
            ["table.caption", "table.columns.0", "table.columns.1", "table.rows.0.0", "table.rows.0.1"],
        ),
        ("self_check", CHECK, ["question", "options.0.text", "options.1.text", "explanation"]),
    ],
)
def test_all_that_a_block_says_is_found_and_put_back(kind, value, paths):
    source, arabic = rows_of(kind, value)
    said = segments(source)["body:aaaa"]
    assert [".".join(segment.path) for segment in said] == paths
    fill(arabic, source, "body:aaaa", {segment.path: segment.text.upper() for segment in said})
    assert [segment.text for segment in segments(arabic)["body:aaaa"]] == [s.text.upper() for s in said]
    fill(arabic, source, "body:aaaa", {segment.path: segment.text for segment in said})
    assert arabic.units()["body:aaaa"] == source.units()["body:aaaa"]


def test_what_is_right_is_the_sources():
    source, arabic = rows_of("self_check", CHECK)
    fill(arabic, source, "body:aaaa", {})
    assert [option["correct"] for option in arabic.body[0].value["options"]] == [True, False]
    source.body[0].value["options"][0]["correct"] = False
    fill(arabic, source, "body:aaaa", {("question",): "<p>ما الصحيح؟</p>"})
    assert [option["correct"] for option in arabic.body[0].value["options"]] == [False, False]
    assert arabic.body[0].value["question"].source == "<p>ما الصحيح؟</p>"
