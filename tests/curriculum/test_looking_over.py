"""Hints while writing: shown beside the editor, and none of them keeps anybody from publishing."""

import pytest

from curriculum.blocks import LessonBlock
from curriculum.looking_over import look_over
from tests.factories.curriculum import GlossaryTermFactory, StatuteFactory, WordingFactory, publish
from tests.factories.media import image

from .typed import typed

pytestmark = pytest.mark.django_db


def html(words):
    return f"<p>{words}</p>"


def cited(ref):
    return f'<a linktype="citation" ref="{ref}">{ref}</a>'


def prose(words, id="aaaa"):
    return ("prose", {"uncertain": "", "text": words}, id)


def body(text):
    """As a form sends it: a block that has its id."""
    return LessonBlock().to_python(
        [{"type": "prose", "value": {"uncertain": "", "text": text}, "id": "aaaa"}]
    )


def found(items):
    return [(item.id, item.found) for item in items]


def test_citations_of_unknown_laws_are_named_with_their_block(school):
    StatuteFactory()
    law = {"uncertain": "", "citations": ["§ 551 Abs. 1 BGB", "§ 1 XYZG"], "text": html("So.")}
    text = html(f"Ja {cited('§ 535 BGB')}, nein {cited('§ 7 ABCG')}, {cited('BGH, Urteil')}.")
    row = publish(school.lesson, body=[("law", law, "aaaa"), prose(text, "bbbb")])
    assert found(look_over(row).unknown_citations) == [("aaaa", "§ 1 XYZG"), ("bbbb", "§ 7 ABCG")]


def test_a_section_is_doubted_only_where_wordings_of_its_law_are_here(school):
    WordingFactory(number="551")
    StatuteFactory(abbreviation="RDG")
    text = html(" ".join(map(cited, ("§ 551 Abs. 1 BGB", "§ 5551 BGB", "Art. 551 BGB", "§ 99 RDG"))))
    seen = look_over(publish(school.lesson, body=[prose(text)]))
    assert found(seen.sections_not_here) == [("aaaa", "Art. 551 BGB"), ("aaaa", "§ 5551 BGB")]
    assert (seen.unknown_citations, seen.hints) == ((), 2)


def test_a_term_is_named_once_and_not_where_it_is_marked_somewhere(school):
    for slug, term in (("kaution", "Kaution"), ("mangel", "Mangel"), ("miete", "Miete")):
        GlossaryTermFactory(slug=slug, text={"term": term})
    marked = html('Die <a linktype="term" ref="kaution">Kaution</a> und Mängel.')
    row = publish(
        school.lesson,
        body=[prose("<h2>Miete</h2>" + marked, "aaaa"), prose(html("Kautionen, Mangel."), "bbbb")],
    )
    assert found(look_over(row).unmarked_terms) == [("aaaa", "Mängel")]


def test_what_eyes_or_ears_miss_is_named(school, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def picture(id, **told):
        shown = {"image": image().pk, "alt_text": "", "decorative": False, **told}
        return ("picture", {"uncertain": "", "picture": shown, "caption": ""}, id)

    audio = ("audio", {"uncertain": "", "title": "Anruf", "sound": None, "transcript": ""}, "dddd")
    body = [picture("aaaa"), picture("bbbb", alt_text="Haus"), picture("cccc", decorative=True), audio]
    body.append(picture("eeee", alt_text="house"))  # the name of its file
    row = publish(school.lesson, body=body)
    assert [item.id for item in look_over(row).without_alternative] == ["aaaa", "dddd", "dddd", "eeee"]


def test_length_counts_what_is_read_and_readability_is_for_german(school):
    words = html("Amal sucht ein Haus. " * 30)
    german = publish(school.lesson, body=[prose(words)])
    seen = look_over(german)
    assert (seen.words, seen.minutes) == (122, 1)
    assert seen.readability.is_easy and seen.hints == 0
    arabic = publish(school.lesson, "ar", body=[prose(html("كلمة " * 250))])
    assert look_over(arabic).readability is None
    assert look_over(arabic).minutes == 3


def test_the_panel_stands_beside_the_editor_and_hinders_nobody(school, client, address):
    client.force_login(school.owner)
    page = client.get(address(school.german, "edit")).content.decode()
    assert 'data-side-panel="writing"' in page
    long = html(f"Sie sagt {'und ' * 30} {cited('§ 7 ABCG')}.")
    client.post(address(school.german, "edit"), typed(school.german, "publish", body=body(long)))
    page = client.get(address(school.german, "edit")).content.decode()
    panel = page[page.index('data-side-panel="writing"') :]
    assert "§ 7 ABCG" in panel and "und und und" in panel
    school.german.refresh_from_db()
    assert "und und und" in school.german.body[0].value["text"].source


def test_saving_by_itself_brings_the_panel_up_to_date(school, client, address):
    client.force_login(school.owner)
    data = typed(school.german, body=body(html(cited("§ 7 ABCG"))))
    reply = client.post(address(school.german, "edit"), data, headers={"accept": "application/json"})
    assert "§ 7 ABCG" in reply.json()["html"]


def test_looking_over_asks_for_the_glossary_once(school, django_assert_num_queries):
    row = publish(school.lesson, body=[prose(html("Kaution.")), prose(html("Kaution."), "bbbb")])
    for _ in range(3):
        GlossaryTermFactory()
        with django_assert_num_queries(1):
            look_over(row)
