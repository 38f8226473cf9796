"""The fixed words: found in the source, and missed in a translation that uses another."""

import pytest

from curriculum.glossary import FixedTerm, fixed_terms, named_in
from tests.factories.curriculum import GlossaryTermFactory, publish

DEPOSIT = FixedTerm("kaution", "Kaution", "مبلغ التأمين")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Die Kaution.", True),
        ("<b>Kautionen</b>", True),
        ("Mietkaution", False),
        ("Kautionsversicherung", False),
    ],
)
def test_a_term_is_found_whatever_its_ending(text, named):
    assert DEPOSIT.is_named_in(text) is named


@pytest.mark.parametrize(
    ("text", "kept"),
    [("مبلغ التأمين", True), ("المبلغ للتأمين", True), ("مَبْلَغ التأمين (Kaution)", True), ("الضمان", False)],
)
def test_articles_vowels_and_endings_do_not_count(text, kept):
    assert DEPOSIT.is_kept_in(text) is kept


def test_what_is_marked_as_a_term_is_named_whatever_it_says():
    assert named_in("Das Geld", [DEPOSIT], marked={"kaution"}) == [DEPOSIT]
    assert named_in("Das Geld", [DEPOSIT]) == []


@pytest.mark.django_db
def test_the_editor_warns_of_another_word(school, client):
    publish(GlossaryTermFactory(slug="kaution", text={"term": "Kaution"}), "ar", term="مبلغ التأمين")
    row = publish(school.lesson, "ar", title="الضمان")
    row.made_from = {"title": {"source": school.german.units()["title"], "machine": False}}
    row.save_revision().publish()
    client.force_login(school.owner)
    address = f"/admin/snippets/curriculum/lessontranslation/edit/{row.pk}/"
    assert "another word was used" in client.get(address).content.decode()
    row.title = "مبلغ التأمين"
    row.save_revision().publish()
    assert "another word was used" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_only_published_words_are_fixed(school):
    GlossaryTermFactory(slug="kaution", text={"term": "Kaution"}).start_translation("ar", term="مسودة")
    assert fixed_terms("ar") == [FixedTerm("kaution", "Kaution", "")]
