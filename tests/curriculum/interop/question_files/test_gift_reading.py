"""GIFT: weights, feedback, formats, names, comments – and what is wrong with a question, by its line."""

from decimal import Decimal

import pytest

from curriculum.interop.question_files.gift_reading import read_gift
from curriculum.interop.question_files.shapes import Item, LeftOut, Number, Option, Pair
from curriculum.models import Kind


def only(text: str) -> Item | LeftOut:
    (found,) = read_gift(text)
    return found


def test_weights_below_nothing_are_kept_beside_those_above():
    item = only("Was?{~%50%a ~%50%b ~%-100%c#Nein.}")
    assert item.kind == Kind.MULTIPLE
    assert item.options == (
        Option("a", Decimal("0.5")),
        Option("b", Decimal("0.5")),
        Option("c", Decimal(-1), "Nein."),
    )


@pytest.mark.parametrize(
    "answer, numbers",
    [
        ("#5", [Number(Decimal(5))]),
        ("#5:0.5", [Number(Decimal(5), Decimal("0.5"))]),
        ("#1..4", [Number(Decimal("2.5"), Decimal("1.5"))]),
        ("#-2..-1#gut", [Number(Decimal("-1.5"), Decimal("0.5"))]),
        ("#=5:0 =%50%5:1 ~#leider", [Number(Decimal(5)), Number(Decimal(5), Decimal(1), Decimal("0.5"))]),
    ],
)
def test_numbers_have_tolerances_ranges_and_weights(answer, numbers):
    assert list(only(f"Wie viel?{{{answer}}}").numbers) == numbers


def test_what_is_no_part_here_is_told_in_the_explanation():
    item = only("Wahr?{F#Doch nicht.#Genau.####Allgemein.}")
    assert item.is_true is False
    assert item.explanation.startswith("<p>Allgemein.</p><p><b>")
    assert "Doch nicht." in item.explanation and "Genau." in item.explanation


def test_a_text_may_be_html_markdown_or_plain():
    assert only("[html]<p>Eins</p><p>Zwei<script>x()</script></p>{T}").wording == "Eins\nZwei"
    assert only("[markdown]Ist **das** so?{T}").wording == "Ist das so?"
    assert only("[plain]<p> ist ein Absatz{T}").wording == "<p> ist ein Absatz"


def test_hostile_markup_never_reaches_the_explanation():
    told = only(
        '[html]Was?{T####<p onclick\\="x()">a<img src\\=x onerror\\=y><a href\\="javascript\\:z">b</a></p>}'
    ).explanation
    assert told == "<p>ab</p>"


def test_an_answer_may_stand_over_an_empty_line_but_takes_no_other_question_with_it():
    found = list(read_gift("Eins?{=a\n\n~b}\n\nZwei?{=a\n\n::Drei::Drei?{T}"))
    assert [(one.line, isinstance(one, Item)) for one in found] == [(1, True), (5, False), (7, True)]


def test_names_ids_tags_and_categories_come_along():
    item = only(
        "$CATEGORY: $course$/top/Miete/Ende\n\n// question: 1  name: x\n// [id:q\\]1] [tag:Frist]\n::Na\\:me::Ja?{T}"
    )
    assert (item.name, item.id, item.tags, item.category, item.line) == (
        "Na:me",
        "q]1",
        ("frist",),
        "miete-ende",
        5,
    )


def test_pairs_and_orders():
    assert only("Ordne.{=a -> 1 =b -> 2 = -> 3}").pairs == (Pair("a", "1"), Pair("b", "2"))
    assert only("Reihe.{>3 exact vertical\nEins\nZwei\nDrei}").steps == ("Eins", "Zwei", "Drei")


@pytest.mark.parametrize(
    "text",
    [
        "Nur eine?{~a}",
        "Nichts richtig?{~a ~b}",
        "Keine Zahl?{#abc}",
        "Rückwärts?{#5..1}",
        "Zwei?{=a} und {=b}",
        "Offen?{=a",
        "Alles recht?{=*}",
        "Zu viel?{~%500%a ~b}",
        "Kein Pfeil.{=a -> b =c}",
        "Kein Zeichen?{a}",
        "::ohne Ende{T}",
        "{T}",
    ],
)
def test_what_cannot_be_read_says_why(text):
    left = only(text)
    assert isinstance(left, LeftOut) and left.refused
    assert left.reason


def test_a_description_asks_nothing_and_is_named():
    left = only("::Hinweis::Nimm einen Stift.")
    assert (left.refused, left.kind, left.title) == (False, "description", "Hinweis")


@pytest.mark.parametrize(
    "text", ["<p" * 30_000 + "{T}", "Was?{=" + "a\n\n" * 1_200 + "}"], ids=["signs", "lines"]
)
def test_a_text_that_nobody_could_read_is_refused_before_it_is_parsed(text):
    refused, *_rest = read_gift(text)
    assert (refused.line, refused.refused) == (1, True)
