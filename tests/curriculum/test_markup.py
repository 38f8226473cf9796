"""Texts as translators handle them: whatever is formatted comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.interop.course_folder.richtext import to_html
from curriculum.machine_translating import as_document, from_document
from curriculum.markup import Side, Sign, from_numbered, is_nested, marked, numbered, same_words

CITED = '<a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551</a>'
HTML = f'<p data-block-key="a1">Höchstens <b>drei</b> Mieten: {CITED} &lt;3</p>'
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_what_is_formatted_becomes_words_and_signs():
    text = marked(HTML, formatted=True)
    assert text.pieces == (
        Sign(Side.OPEN, 1),
        "Höchstens ",
        Sign(Side.OPEN, 2),
        "drei",
        Sign(Side.CLOSE, 2),
        " Mieten: ",
        Sign(Side.OPEN, 3),
        "§ 551",
        Sign(Side.CLOSE, 3),
        " <3",
        Sign(Side.CLOSE, 1),
    )
    assert text.stored() == HTML
    assert numbered(text) == "<1>Höchstens <2>drei</2> Mieten: <3>§ 551</3> &lt;3</1>"


def test_a_translation_has_the_numbers_of_its_source():
    source = marked("<p><b>Eins</b> und <b>zwei</b></p>", formatted=True)
    target = marked('<p data-block-key="x"><i>neu</i> <b>one</b></p>', formatted=True, like=source)
    assert numbered(target) == "<1><4>neu</4> <2>one</2></1>"


def test_gaps_of_plain_text_are_signs():
    text = marked("Das steht in {{1}} und {{2}}.", formatted=False)
    assert text.words == "Das steht in  und ."
    assert len(text.signs) == 2
    assert text.stored() == "Das steht in {{1}} und {{2}}."


def test_keys_of_editors_do_not_count():
    assert same_words(
        '<p data-block-key="a">x &quot;y&quot;</p>', '<p data-block-key="b">x "y"</p>', formatted=True
    )
    assert not same_words("<p>x</p>", "<p>y</p>", formatted=True)


@pytest.mark.parametrize(
    ("text", "nested"),
    [("<1><2>x</2></1>", True), ("<1><2>x</1></2>", False), ("<1>x", False), ("x</1>", False)],
)
def test_elements_close_inside_what_they_opened_in(text, nested):
    assert is_nested(from_numbered(text)) is nested


@given(WORDS)
def test_words_that_look_like_elements_stay_words(words):
    source = marked(HTML, formatted=True)
    text = type(source)(
        (Sign(Side.OPEN, 1), *([words] if words else []), Sign(Side.CLOSE, 1)), source.elements, True
    )
    assert from_numbered(numbered(text)) == text.pieces
    assert from_document(as_document(text), text.elements) == text.pieces
    again = marked(text.stored(), formatted=True)
    assert again.words == words.replace("\r\n", "\n") or "\x00" in words or again.words == words


def test_what_the_course_folder_writes_comes_back():
    html = to_html("Erstens **fett**.\n\n- eins\n- zwei\n")
    assert marked(html, formatted=True).stored() == html
