"""Formatted text: what readers get of it, and that the editor gives back what it was given."""

import json
from html import unescape

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import expand_db_html

from curriculum.blocks import LINE_FEATURES, PROSE_FEATURES, LessonBlock
from curriculum.rich_text import citations_in, expand, terms_in, words
from lms.people.models import Role
from tests.factories.curriculum import GlossaryTermFactory, StatuteFactory

CITED = '<a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551 Abs. 1 BGB</a>'
TERM = '<a linktype="term" ref="kaution">Kaution</a>'


@pytest.fixture
def bgb(db):
    return StatuteFactory(abbreviation="BGB", address="https://www.gesetze-im-internet.de/bgb/")


def test_a_citation_leads_to_the_official_text(bgb):
    assert expand(f"<p>{CITED}</p>") == (
        '<p><bdi class="cite" lang="de" dir="ltr">'
        '<a href="https://www.gesetze-im-internet.de/bgb/__551.html" rel="external">§ 551 Abs. 1 BGB</a></bdi></p>'
    )


@pytest.mark.parametrize("ref", ["§ 1 XYZ", "BGH, Urteil vom 1.1.2026", "nichts"])
def test_a_source_without_an_address_is_no_link(ref, db):
    html = expand(f'<p><a linktype="citation" ref="{ref}">{ref}</a></p>')
    assert html == f'<p><bdi class="cite" lang="de" dir="ltr">{ref}</bdi></p>'


def test_a_term_opens_its_explanation():
    assert (
        expand(f"<p>{TERM}</p>")
        == '<p><a class="term" href="#term-kaution" aria-haspopup="dialog">Kaution</a></p>'
    )


def test_sums_keep_their_direction():
    assert (
        expand("<p><code>3 × 620 €</code></p>", "ar") == '<p><bdi class="num" dir="ltr">3 × 620 €</bdi></p>'
    )


def test_german_words_in_another_script_are_marked_as_german():
    html = expand("<p>مبلغ التأمين (Kaution) &quot;نعم&quot; § 22 SGB II</p>", "ar")
    assert html == (
        '<p>مبلغ التأمين (<bdi lang="de" dir="ltr">Kaution</bdi>) &quot;نعم&quot; '
        '<bdi lang="de" dir="ltr">§ 22 SGB II</bdi></p>'
    )
    assert expand("<p>Kaution</p>", "en") == "<p>Kaution</p>"


def test_what_stands_in_a_label_cannot_be_pressed(bgb):
    html = expand(f'{TERM} {CITED} <a href="https://example.org">hier</a>', pressable=False)
    assert html == 'Kaution <bdi class="cite" lang="de" dir="ltr">§ 551 Abs. 1 BGB</bdi> hier'


def test_keys_of_the_editor_are_left_out():
    assert expand('<p data-block-key="abcde">Text</p>') == "<p>Text</p>"


@given(st.text())
def test_plain_words_are_escaped_and_nothing_else_changes(text):
    for language in ("de", "ar"):
        html = words(text, language)
        bare = html.replace('<bdi lang="de" dir="ltr">', "").replace("</bdi>", "")
        assert "<" not in bare
        assert unescape(bare) == text


def test_what_is_named_is_found_wherever_it_stands():
    raw = {
        "title": "x",
        "items": [{"type": "item", "value": f"<p>{TERM} {CITED}</p>"}],
        "text": f"<p>{TERM}</p>",
    }
    assert (terms_in(raw), citations_in(raw)) == ({"kaution"}, {"§ 551 Abs. 1 BGB"})


def test_wagtails_own_rendering_knows_them_too(bgb):
    html = expand_db_html(f"<p>{CITED} {TERM}</p>")
    assert 'href="https://www.gesetze-im-internet.de/bgb/__551.html"' in html
    assert '<a class="term" href="#term-kaution">' in html


@pytest.mark.parametrize("features", [PROSE_FEATURES, LINE_FEATURES])
@pytest.mark.parametrize(
    "html",
    [
        f'<p data-block-key="a1">Die {TERM} ist Geld. {CITED}</p>',
        '<p data-block-key="a1">Das sind <code>3 × 620 €</code>, <b>höchstens</b>.</p>',
        '<p data-block-key="a1"><a linktype="citation" ref="Anlage &quot;1&quot; &amp; WoGG">WoGG</a></p>',
        '<p data-block-key="a1"><a href="https://example.org/?a=1&amp;b=2">hier</a></p>',
    ],
)
def test_the_editor_gives_back_what_it_was_given(html, features):
    converter = ContentstateConverter(features)
    assert converter.to_database_format(converter.from_database_format(html)) == html


def test_in_the_editor_a_citation_is_one_piece_and_a_term_may_be_inflected():
    state = json.loads(ContentstateConverter(LINE_FEATURES).from_database_format(f"<p>{TERM} {CITED}</p>"))
    kinds = {entity["type"]: (entity["mutability"], entity["data"]) for entity in state["entityMap"].values()}
    assert kinds == {
        "TERM": ("MUTABLE", {"ref": "kaution"}),
        "CITATION": ("IMMUTABLE", {"ref": "§ 551 Abs. 1 BGB"}),
    }


def test_the_editor_is_told_how_to_write_a_citation(person, client):
    client.force_login(person(Role.TRAINER))
    check = reverse("curriculum_check_citation")
    assert client.get(check, {"text": "§ 551  Abs. 1 BGB"}).json() == {"ref": "§ 551 Abs. 1 BGB"}
    assert "§§ 2, 6 RDG" in client.get(check, {"text": "§§ 2, 6 RDG"}).json()["sentence"]


def test_the_editor_offers_the_glossary(person, client):
    GlossaryTermFactory(slug="kaution", text={"term": "Kaution"})
    client.force_login(person(Role.TRAINER))
    answer = client.get(reverse("curriculum_list_terms")).json()
    assert answer == {"terms": [{"ref": "kaution", "term": "Kaution"}]}


@pytest.mark.parametrize("kind", ["prose", "remember", "law"])
def test_what_is_typed_waits_for_nothing_before_it_can_be_saved(kind):
    written = LessonBlock().child_blocks[kind].child_blocks["text"]
    assert written.field.widget.options["stateSaveInterval"] == 0
