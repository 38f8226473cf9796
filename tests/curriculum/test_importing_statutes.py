"""Wordings come in with their day; what changed opens reviews on whatever cites it. All laws here are invented."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from curriculum.comparing_wordings import compare, counted
from curriculum.importing_statutes import Change, import_statutes
from curriculum.interop.statutes.shapes import BrokenStatutes, LawText, SectionText
from curriculum.models import Cause, Generation, Review, Statute, StatuteSection, Wording
from curriculum.reviewing import close_review, review_what_is_uncertain
from tests.factories.curriculum import (
    GlossaryTermFactory,
    LessonFactory,
    QuestionFactory,
    StatuteFactory,
    publish,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SPRING, AUTUMN = date(2026, 4, 29), date(2026, 11, 20)
CITES = '<p>Drei Mieten. <a linktype="citation" ref="§ 551 Abs. 1 BGB">§ 551 Abs. 1 BGB</a></p>'
SHARED = Path(__file__).resolve().parents[3] / "shared" / "law"


def law(day, sections, *, names=("BGB",), file="bgb.json", address="https://www.gesetze-im-internet.de/bgb/"):
    """A law of a day; `sections` maps number → text, None for one that was repealed."""
    texts = tuple(
        SectionText("section", number, "", text or "", standing=text is not None)
        for number, text in sections.items()
    )
    return LawText(file, names, "Bürgerliches Gesetzbuch", address, day, "", texts)


def bring(*laws, **options):
    return import_statutes(laws, at=AT, **options)


@pytest.fixture
def cited(db):
    """A lesson, a question and a term that cite § 551, and an Arabic text of the lesson's block."""
    lesson = LessonFactory(
        text={
            "body": [
                ("prose", {"uncertain": "", "text": CITES}, "aaaa"),
                (
                    "law",
                    {"uncertain": "", "citations": ["§ 551 Abs. 2 BGB"], "text": "<p>Raten.</p>"},
                    "bbbb",
                ),
                ("prose", {"uncertain": "", "text": "<p>Ohne Gesetz.</p>"}, "cccc"),
            ]
        }
    )
    publish(lesson, "ar", title="كفالة", body=[("prose", {"uncertain": "", "text": CITES}, "aaaa")])
    question = QuestionFactory(text={"explanation": CITES})
    term = GlossaryTermFactory(citations=["§ 551 BGB"])
    return lesson, question, term


def test_the_first_wording_is_where_comparing_begins(cited):
    before = Generation.now()
    (outcome,) = bring(law(SPRING, {"551": "Drei Mieten.", "556": "Kosten."}))
    assert (outcome.added, outcome.changes, outcome.reviews) == (2, [], 0)
    assert [str(section) for section in StatuteSection.objects.all()] == ["§ 551 BGB", "§ 556 BGB"]
    assert Review.objects.count() == 0 and Generation.now() > before


def test_the_same_day_and_wording_is_nothing_new(cited):
    bring(law(SPRING, {"551": "Drei  Mieten."}))
    (outcome,) = bring(law(SPRING, {"551": "Drei\nMieten."}))
    assert (outcome.added, outcome.changes, Wording.objects.count()) == (0, [], 1)


def test_a_later_day_tells_what_changed_and_opens_reviews_where_it_is_cited(cited):
    lesson, question, term = cited
    StatuteFactory(as_of=SPRING)
    bring(law(SPRING, {"551": "Höchstens drei Mieten.", "552": "Frist.", "553": "Raum."}))
    (outcome,) = bring(law(AUTUMN, {"551": "Höchstens zwei volle Mieten.", "552": None, "554": "Neu."}))
    told = [(str(c.wording.section), c.kind, c.words_out, c.words_in) for c in outcome.changes]
    assert told == [
        ("§ 551 BGB", Change.CHANGED, 1, 2),
        ("§ 552 BGB", Change.GONE, 1, 0),
        ("§ 553 BGB", Change.GONE, 1, 0),
        ("§ 554 BGB", Change.NEW, 0, 1),
    ]
    found = {(r.lesson, r.question, r.term, r.block) for r in Review.objects.filter(cause=Cause.LAW)}
    assert found == {
        (lesson, None, None, "aaaa"),
        (lesson, None, None, "bbbb"),
        (None, question, None, ""),
        (None, None, term, ""),
    }
    languages = {m.block: m.languages for m in outcome.changes[0].cited_by if m.kind == "lesson"}
    assert (outcome.reviews, languages) == (4, {"aaaa": ("ar", "de"), "bbbb": ("de",)})
    assert Statute.objects.get().as_of == AUTUMN


def test_a_law_that_was_checked_before_any_wording_was_here_stays_so():
    StatuteFactory(as_of=date(2024, 1, 1))
    bring(law(SPRING, {"551": "a"}))
    bring(law(AUTUMN, {"551": "a"}))
    assert Statute.objects.get().as_of == date(2024, 1, 1)


def test_one_review_a_place_gathers_what_changes_until_it_is_closed(cited):
    lesson, _question, _term = cited
    bring(law(SPRING, {"551": "a"}))
    bring(law(AUTUMN, {"551": "b"}))
    bring(law(date(2027, 1, 1), {"551": "c"}))
    review = Review.objects.get(lesson=lesson, block="aaaa")
    assert review.reason == "§ 551 BGB" and review.changes.count() == 2
    close_review(review, "Gilt noch.", by=None, at=AT)
    bring(law(date(2027, 2, 1), {"551": "d"}))
    again = Review.objects.open().get(lesson=lesson, block="aaaa")
    assert again != review and again.changes.get().text == "d"


def test_a_course_folder_does_not_close_what_a_change_of_law_opened(cited):
    lesson, _question, _term = cited
    bring(law(SPRING, {"551": "a"}))
    bring(law(AUTUMN, {"551": "b"}))
    review_what_is_uncertain([(lesson, {"aaaa": "Unklar."})], at=AT)
    reviews = Review.objects.open().filter(lesson=lesson, block="aaaa")
    assert sorted(reviews.values_list("cause", flat=True)) == ["flag", "law"]
    review_what_is_uncertain([(lesson, {})], at=AT)
    assert reviews.get().cause == Cause.LAW


def test_an_older_day_is_left_out_and_said_so():
    bring(law(AUTUMN, {"551": "b"}))
    (outcome,) = bring(law(SPRING, {"551": "a"}))
    assert "2026-11-20" in outcome.left_out
    assert Wording.objects.get().text == "b"


def test_a_day_has_one_wording_and_a_contradiction_changes_nothing():
    bring(law(SPRING, {"551": "a"}))
    with pytest.raises(BrokenStatutes) as broken:
        bring(
            law(SPRING, {"551": "b", "552": "neu"}),
            law(SPRING, {"1": "x"}, names=("GG",), address="https://gg/"),
        )
    assert [(f.file, f.place) for f in broken.value.faults] == [("bgb.json", "section 551")]
    assert [w.text for w in Wording.objects.all()] == ["a"]
    assert not Statute.objects.filter(abbreviation="GG").exists()


def test_two_excerpts_of_one_day_are_read_as_one():
    bring(law(SPRING, {"551": "a"}), law(SPRING, {"812": "z"}, file="zweite.json"))
    later = law(AUTUMN, {"551": "a"}), law(AUTUMN, {"812": "z"}, file="zweite.json")
    (outcome,) = bring(*later)
    assert outcome.changes == [] and Wording.objects.count() == 2


def test_a_law_is_found_by_another_of_its_names_or_by_its_address():
    statute = StatuteFactory(abbreviation="SGB II", address="https://www.gesetze-im-internet.de/sgb_2/")
    bring(law(SPRING, {"22": "a"}, names=("SGB 2",), address=statute.address))
    bring(law(AUTUMN, {"22": "b"}, names=("Zweites Buch", "SGB II"), address=""))
    assert Statute.objects.get() == statute and Wording.objects.count() == 2


def test_a_law_without_a_day_needs_one():
    (outcome,) = bring(law(None, {"1": "a"}))
    assert outcome.left_out and not Wording.objects.exists()
    bring(law(None, {"1": "a"}), as_of=SPRING)
    assert Wording.objects.get().edition.as_of == SPRING


def test_a_wording_is_never_changed():
    bring(law(SPRING, {"1": "a"}))
    with pytest.raises(DatabaseError), transaction.atomic():
        Wording.objects.update(text="b")


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_a_comparison_says_both_wordings(older, newer):
    stretches = compare(older, newer)
    assert " ".join(filter(None, (s.same or s.taken_out for s in stretches))).split() == older
    assert " ".join(filter(None, (s.same or s.put_in for s in stretches))).split() == newer
    out, put_in = counted(stretches)
    assert len(older) - out == len(newer) - put_in


def test_the_command_tells_what_became_of_each_section(cited, tmp_path):
    def write(day, text):
        found = {
            "law": "BGB",
            "title": "BGB",
            "state_of": day,
            "source_url": "https://www.gesetze-im-internet.de/bgb/",
        }
        found["sections"] = [{"number": "551", "heading": "Kaution", "paragraphs": [text]}]
        (tmp_path / "bgb.json").write_text(json.dumps(found))
        out = StringIO()
        call_command("import_statutes", str(tmp_path), stdout=out)
        return out.getvalue().splitlines()

    assert write("2026-04-29", "drei Mieten")[0] == "BGB, wording of 2026-04-29: sections 1, 1 new."
    assert write("2026-11-20", "zwei Mieten") == [
        "BGB, wording of 2026-11-20: sections 1, 1 changed since 2026-04-29.",
        "  § 551 BGB: changed (words: 1 out, 1 in); "
        "cited by 2 blocks of lessons, 1 questions, 1 glossary terms (ar, de)",
        "Laws read: 1, reviews opened: 4.",
    ]
    assert "nothing new" in write("2026-11-20", "zwei Mieten")[0]
    (tmp_path / "bgb.json").write_text("{")
    with pytest.raises(CommandError, match="bgb.json: line 1"):
        call_command("import_statutes", str(tmp_path))


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the collection of wordings lies beside the project, not in it"
)
def test_the_whole_collection_comes_in_twice_without_a_change():
    out = StringIO()
    call_command("import_statutes", str(SHARED), as_of=SPRING, stdout=out)
    count = Wording.objects.count()
    call_command("import_statutes", str(SHARED), as_of=SPRING, stdout=out)
    assert count > 300 and Wording.objects.count() == count
    assert "left out" not in out.getvalue()
