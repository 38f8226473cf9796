"""Texts of lessons between Markdown files and Wagtail's editor."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.citations import parse
from curriculum.interop.course_folder import reading_markdown, writing_markdown
from curriculum.interop.course_folder.passages import Link, Run, Term, tidy
from curriculum.interop.course_folder.richtext import (
    MarkdownNotUnderstood,
    RichTextNotExpressible,
    canonical,
    html_of,
    to_html,
    to_markdown,
)

LESSON = """\
## Wie hoch darf die Kaution sein?

Die [[kaution|Kaution]] ist Geld als Sicherheit. Höchstens **drei Kaltmieten**. {§ 551 Abs. 1 BGB}

- Rechne: `3 × 620 € = 1.860 €`
- Frag den [Mieterverein](https://www.mieterverein.example/augsburg).

1. Lies den Vertrag.
2. Zahl in drei Raten."""

LESSON_HTML = (
    "<h2>Wie hoch darf die Kaution sein?</h2>"
    '<p>Die <a linktype="term" ref="kaution">Kaution</a> ist Geld als Sicherheit. Höchstens <b>drei Kaltmieten</b>.'
    ' <a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551 Abs. 1 BGB</a></p>'
    "<ul><li>Rechne: <code>3 × 620 € = 1.860 €</code></li>"
    '<li>Frag den <a href="https://www.mieterverein.example/augsburg">Mieterverein</a>.</li></ul>'
    "<ol><li>Lies den Vertrag.</li><li>Zahl in drei Raten.</li></ol>"
)


def without_keys(html):
    return re.sub(r' data-block-key="[0-9a-z]{5}"', "", html)


def test_a_lesson_becomes_rich_text_and_comes_back():
    assert without_keys(to_html(LESSON)) == LESSON_HTML
    assert to_markdown(to_html(LESSON)) == LESSON
    assert to_markdown(LESSON_HTML) == LESSON


def test_a_second_load_gives_the_same_block_keys_and_no_key_twice():
    twice = to_html("Ja.\n\nJa.\n\n- Ja.")
    assert to_html("Ja.\n\nJa.\n\n- Ja.") == twice
    assert len(set(re.findall(r'data-block-key="([0-9a-z]{5})"', twice))) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ein Satz\nauf zwei Zeilen.", "Ein Satz auf zwei Zeilen."),
        ("* Stern\n* Stern", "- Stern\n- Stern"),
        ("- eins\n\n- zwei", "- eins\n- zwei"),
        ("Zeile eins\\\nZeile zwei", "Zeile eins\\\nZeile zwei"),
        ("Mieter*innen und `a`", "Mieter*innen und `a`"),
        ("{§ 551  Abs. 1, 2 BGB}", "{§ 551 Abs. 1 und 2 BGB}"),
        ("**Frist! **", None),
        ("1\\. Juli und \\{Name\\} [Ort]", "1\\. Juli und \\{Name} [Ort]"),
        ("**«نص»**و", "**«نص»**و"),
        ("Lücke {{1}} und {{2}}", "Lücke {{1}} und {{2}}"),
    ],
)
def test_there_is_one_way_to_write_a_text(typed, kept):
    if kept is None:
        with pytest.raises(MarkdownNotUnderstood):
            canonical(typed)
    else:
        assert canonical(typed) == kept
        assert canonical(kept) == kept


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Gut.\n\n# Zu groß", 2),
        ("#### Zu klein", 0),
        ("> Zitat", 0),
        ("    eingerückt", 0),
        ("```\ncode\n```", 0),
        ("---", 0),
        ("<div>HTML</div>", 0),
        ("Gut.\nEin <br> hier", 1),
        ("![Bild](https://example.org/b.png)", 0),
        ("2026. Juli", 0),
        ("- außen\n  - innen", 1),
        ("- eins\n\n  zwei", 2),
        ("- ## Überschrift", 0),
        ("**offen", 0),
        ("[Text](ftp://example.org)", 0),
        ("[Text](javascript:alert)", 0),
        ('[Text](https://example.org "Titel")', 0),
        ("<https://example.org>", 0),
        ("Gut.\nSo nicht: {§§ 2, 6 RDG}", 1),
        ("{offen", 0),
        ("[[Kaution]]", 0),
        ("[mit {§ 1 AGG}](https://example.org)", 0),
    ],
)
def test_what_the_format_does_not_know_is_a_problem_with_its_line(typed, line):
    with pytest.raises(MarkdownNotUnderstood) as refused:
        to_html(typed)
    assert refused.value.problems[0].line == line
    assert refused.value.problems[0].sentence


@pytest.mark.parametrize(
    "html",
    [
        "<p><i>kursiv</i></p>",
        "<p>a</p><hr/>",
        '<p><a linktype="page" id="3">Seite</a></p>',
        '<p><a linktype="citation" ref="§§ 2, 6 RDG">x</a></p>',
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<embed embedtype="image" id="1"/>',
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ],
)
def test_what_markdown_cannot_say_is_refused_aloud(html):
    with pytest.raises(RichTextNotExpressible) as refused:
        to_markdown(html)
    assert refused.value.sentence


def test_what_an_editor_leaves_behind_is_tidied():
    assert to_markdown('<p data-block-key="a1b2c"></p><p>Ja <b> fett </b>.</p>') == "Ja **fett** ."
    assert to_markdown('<p><a linktype="citation" ref="§ 1 AGG">§ <b>1</b> AGG</a></p>') == "{§ 1 AGG}"
    assert to_markdown("<ul><li>a</li></ul><ul><li>b</li></ul>") == "- a\n- b"


signs = st.text(alphabet="aä1 .*_[](){}!<>&#+-\\`|:~=/§\u00a0\n\u200cنء,2", max_size=12)
links = st.builds(
    Link, st.sampled_from(["https://a.example/x(1)?q=1&copy;=2", "tel:+49821", "https://a.example"])
)
wholes = st.one_of(
    st.builds(
        Run, text=signs, bold=st.booleans(), held=st.builds(Term, st.sampled_from(["kaution", "miete"]))
    ),
    st.builds(Run, text=st.just(""), bold=st.booleans(), held=st.just(parse("§ 551 Abs. 1 BGB"))),
)
runs = st.one_of(
    st.builds(Run, text=signs, bold=st.booleans(), isolated=st.booleans(), held=st.none() | links), wholes
)
paragraphs = st.lists(
    st.builds(tidy, st.sampled_from(["p", "h2", "h3", "ul", "ol"]), st.lists(runs, max_size=6)), max_size=4
).map(lambda found: tuple(paragraph for paragraph in found if paragraph))


@given(paragraphs)
def test_every_text_survives_the_file(passage):
    read = reading_markdown.read(writing_markdown.write(passage))
    assert read.problems == ()
    assert read.paragraphs == passage


@given(paragraphs)
def test_every_text_survives_the_database(passage):
    written = writing_markdown.write(passage)
    html = to_html(written)
    assert html == html_of(passage)
    assert to_markdown(html) == written
    assert to_markdown(without_keys(html)) == written


@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        once = canonical(text)
    except MarkdownNotUnderstood as refused:
        assert all(problem.sentence for problem in refused.problems)
    else:
        assert canonical(once) == once
