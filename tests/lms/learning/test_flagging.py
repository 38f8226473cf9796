"""What the numbers of a question say in words."""

from dataclasses import replace

import pytest
from django.utils import translation

from curriculum.models import Kind
from lms.learning.answer_analysis import Reply, count_answers
from lms.learning.comparing_languages import Difference, Size
from lms.learning.flagging import flags
from lms.learning.item_statistics import ItemStatistics

WELL = ItemStatistics(40, 0.7, 0.46, 10.0, 35.0, 50.0)
KEY = {"parts": ["a", "b"], "correct": ["b"]}
WORDS = {"a": "Die Miete", "b": "Die Kaution", True: "Das stimmt", False: "Das stimmt nicht"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def names(item=WELL, *, kind=Kind.SINGLE, parts=(), differences=None):
    return [f.name for f in flags(item, kind=kind, parts=parts, options=WORDS, differences=differences or {})]


def chosen(kind=Kind.SINGLE, key=KEY, **given):
    """Option → (how often, how well these people do otherwise)."""
    replies = [
        Reply(person, "de", 1, {}, {"true": True, "false": False}.get(option, option), rest)
        for option, (count, rest) in given.items()
        for person in range(count)
    ]
    return count_answers(kind, key, replies)


def test_of_a_good_question_nothing_is_said():
    assert names(parts=chosen(a=(12, 0.5), b=(28, 0.7))) == []


def test_of_few_answers_nothing_is_said():
    assert names(replace(WELL, count=9, facility=0, discrimination_index=-90)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"facility": 0.95}, ["very_easy"]),
        ({"facility": 0.94}, []),
        ({"facility": 0.29}, ["very_hard"]),
        ({"facility": 0.30}, []),
        ({"facility": None, "discrimination_index": None}, []),
        ({"discrimination_index": -27}, ["against"]),
        ({"discrimination_index": -26}, []),
        ({"discrimination_index": -26, "count": 50}, ["against"]),
    ],
)
def test_what_single_numbers_say(change, expected):
    assert names(replace(WELL, **change)) == expected


def test_a_key_that_people_who_know_more_contradict_is_perhaps_wrong():
    wrong = chosen(a=(25, 0.8), b=(15, 0.5))
    (flag,) = flags(WELL, kind=Kind.SINGLE, parts=wrong, options=WORDS, differences={})
    assert flag.name == "key" and "“Die Miete”" in flag.sentence
    assert names(parts=chosen(a=(25, 0.5), b=(15, 0.8))) == []
    assert names(parts=chosen(a=(10, 0.8), b=(15, 0.5))) == []


def test_a_statement_may_have_a_wrong_key_but_no_option_that_nobody_chose():
    found = chosen(Kind.TRUE_FALSE, {"correct": True}, false=(20, 0.8))
    assert names(kind=Kind.TRUE_FALSE, parts=found) == ["key"]


def test_an_option_that_nobody_chose_is_named():
    (flag,) = flags(WELL, kind=Kind.SINGLE, parts=chosen(b=(20, 0.8)), options=WORDS, differences={})
    assert flag.sentence == "Nobody chose “Die Miete”: perhaps it is too plainly wrong."
    ticked = count_answers(Kind.MULTIPLE, KEY, [Reply(1, "de", 1, {}, ["b"])])
    assert names(kind=Kind.MULTIPLE, parts=ticked) == ["unchosen"]


@pytest.mark.parametrize(
    ("language", "delta", "size", "sentence"),
    [
        (
            "ar",
            -2,
            Size.C,
            "Harder in Arabic than for people of the same total score: check the translation.",
        ),
        (
            "ar",
            -1.2,
            Size.B,
            "Somewhat harder in Arabic than for people of the same total score: look at the translation.",
        ),
        ("de", -2, Size.C, "Harder in German than for people of the same total score: check the wording."),
        (
            "fa",
            2,
            Size.C,
            "Easier in Persian than for people of the same total score: does the wording give it away?",
        ),
    ],
)
def test_a_language_that_differs_is_named(language, delta, size, sentence):
    found = {language: Difference(1, delta, 0.3, size, 60, 90), "uk": None}
    assert [f.sentence for f in flags(WELL, kind="essay", parts=(), options={}, differences=found)] == [
        sentence
    ]


def test_a_small_difference_is_not_told():
    assert names(differences={"ar": Difference(1, -0.9, 0.1, Size.A, 60, 90)}) == []


def test_of_two_languages_only_the_harder_one_is_named():
    found = {"ar": Difference(2.3, -2, 0.3, Size.C, 60, 90), "de": Difference(0.4, 2, 0.3, Size.C, 90, 60)}
    assert names(differences=found) == ["harder"]
