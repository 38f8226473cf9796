import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from curriculum.keys import KeyDoesNotFit
from curriculum.models import Kind, QuestionText, QuestionVersion
from curriculum.publishing_questions import KindIsMissing, revise_question
from tests.factories.curriculum import QuestionFactory, publish

pytestmark = pytest.mark.django_db

THREE = {"parts": ["a", "b", "c"], "correct": ["c"]}
THREE_OPTIONS = [("option", "Dies", "a"), ("option", "Das", "b"), ("option", "Jenes", "c")]


def freeze(question):
    question.versions.update(frozen_at=timezone.now())


def texts(question) -> list[tuple]:
    """Version, language and wording of all kept texts, oldest first."""
    found = QuestionText.objects.filter(version__question=question).order_by("pk")
    return [(text.version.number, text.language_code, text.content["wording"]) for text in found]


def test_publishing_keeps_what_is_said():
    question = QuestionFactory(kind=Kind.MATCHING, text={"explanation": "<p>Weil.</p>"})
    (text,) = QuestionText.objects.all()
    assert (text.version.question, text.language_code, text.machine) == (question, "de", False)
    assert text.content == {
        "wording": "Ordne zu.",
        "parts": {"a": {"left": "Rot", "right": "Abgeben"}, "b": {"left": "Grün", "right": "Tun"}},
        "unit": "",
        "explanation": "<p>Weil.</p>",
    }


def test_accepted_texts_of_a_gap_stand_one_a_line():
    question = QuestionFactory(kind=Kind.GAP)
    publish(question, parts=[("gap", " § 558 \n\nParagraf 558\n", "1")])
    assert QuestionText.objects.latest("pk").content["parts"] == {"1": ["§ 558", "Paragraf 558"]}


def test_a_draft_is_kept_nowhere():
    question = QuestionFactory()
    row = question.own_rows().get()
    row.wording = "Was stimmt wohl?"
    row.save_revision()
    assert texts(question) == [(1, "de", "Was stimmt?")]


def test_publishing_the_same_again_keeps_nothing_new():
    question = QuestionFactory()
    publish(question, wording="Was stimmt?")
    assert texts(question) == [(1, "de", "Was stimmt?")]


def test_a_typo_mended_is_a_further_text_of_the_same_version():
    question = QuestionFactory()
    freeze(question)
    publish(question, wording="Was stimmt hier?")
    assert texts(question) == [(1, "de", "Was stimmt?"), (1, "de", "Was stimmt hier?")]


def test_a_wording_that_returns_is_the_latest_again():
    question = QuestionFactory()
    for wording in ["Was stimmt hier?", "Was stimmt?", "Was stimmt hier?"]:
        publish(question, wording=wording)
    assert [wording for _version, _language, wording in texts(question)] == [
        "Was stimmt?",
        "Was stimmt hier?",
        "Was stimmt?",
        "Was stimmt hier?",
    ]


def test_a_translation_made_by_a_machine_says_so_until_it_was_looked_at():
    question = QuestionFactory()
    row = publish(
        question, "ar", wording="ما الصحيح؟", made_from={"wording": {"source": "x", "machine": True}}
    )
    assert QuestionText.objects.get(language_code="ar").machine
    row.made_from = {"wording": {"source": "x", "machine": False}}
    row.save_revision().publish()
    assert list(QuestionText.objects.filter(language_code="ar").values_list("machine", flat=True)) == [
        True,
        False,
    ]


def test_what_was_kept_is_never_changed():
    QuestionFactory()
    text = QuestionText.objects.get()
    text.content = {"wording": "Etwas anderes"}
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        text.save()


def test_a_text_whose_parts_are_not_those_of_the_key_waits_for_it():
    question = QuestionFactory()
    freeze(question)
    publish(question, parts=THREE_OPTIONS)
    assert texts(question) == [(1, "de", "Was stimmt?")]
    revise_question(question, THREE, by=None)
    assert texts(question) == [(1, "de", "Was stimmt?"), (2, "de", "Was stimmt?")]
    assert set(QuestionText.objects.get(version__number=2).content["parts"]) == {"a", "b", "c"}


def test_a_key_whose_parts_the_text_has_not_waits_for_it():
    question = QuestionFactory()
    freeze(question)
    revise_question(question, THREE, by=None)
    assert texts(question) == [(1, "de", "Was stimmt?")]
    publish(question, parts=THREE_OPTIONS, wording="Was von dreien?")
    assert texts(question) == [(1, "de", "Was stimmt?"), (2, "de", "Was von dreien?")]


def test_a_translation_that_lags_behind_goes_on_with_the_version_it_fits():
    question = QuestionFactory()
    publish(question, "ar", wording="ما الصحيح؟")
    freeze(question)
    revise_question(question, THREE, by=None)
    publish(question, parts=THREE_OPTIONS)
    publish(question, "ar", wording="ما هو الصحيح؟")
    assert texts(question)[-2:] == [(2, "de", "Was stimmt?"), (1, "ar", "ما هو الصحيح؟")]


def test_a_drawn_version_is_followed_by_the_next_with_the_texts_of_all_languages():
    question = QuestionFactory()
    publish(question, "ar", wording="ما الصحيح؟")
    freeze(question)
    version = revise_question(question, {"parts": ["a", "b"], "correct": ["a"]}, by=None)
    assert (version.number, version.kind, version.frozen_at) == (2, Kind.SINGLE, None)
    assert sorted(texts(question)[2:]) == [(2, "ar", "ما الصحيح؟"), (2, "de", "Was stimmt?")]


def test_a_version_that_nobody_drew_is_changed_in_place():
    question = QuestionFactory()
    version = revise_question(question, THREE, by=None)
    assert (version.number, question.versions.get().key) == (1, THREE)
    assert texts(question) == []  # nobody was shown the text with two options, and it no longer fits
    publish(question, parts=THREE_OPTIONS)
    assert texts(question) == [(1, "de", "Was stimmt?")]


def test_what_is_right_already_needs_no_revision():
    question = QuestionFactory()
    freeze(question)
    assert revise_question(question, {"parts": ["a", "b"], "correct": ["b"]}, by=None).number == 1


def test_the_kind_may_change_with_the_key():
    question = QuestionFactory()
    freeze(question)
    version = revise_question(
        question, {"parts": ["a", "b"], "correct": ["a", "b"]}, kind=Kind.MULTIPLE, by=None
    )
    assert (version.number, version.kind, version.texts.count()) == (2, Kind.MULTIPLE, 1)


def test_a_first_version_has_a_kind():
    question = QuestionFactory()
    question.versions.all().delete()
    with pytest.raises(KindIsMissing):
        revise_question(question, THREE, by=None)
    assert revise_question(question, THREE, kind=Kind.SINGLE, by=None).number == 1


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Kind.SINGLE, {"parts": ["a", "b"], "correct": ["a", "b"]}),
        (Kind.SINGLE, {"parts": ["a", "b"], "correct": ["c"]}),
        (Kind.MULTIPLE, {"parts": ["a", "b"], "correct": []}),
        (Kind.MULTIPLE, {"parts": ["a", "a"], "correct": ["a"]}),
        (Kind.TRUE_FALSE, {"correct": "true"}),
        (Kind.ORDERING, {"parts": ["a"]}),
        (Kind.MATCHING, {}),
        (Kind.GAP, {"parts": []}),
        (Kind.NUMERIC, {"answer": "fünf", "tolerance": "0"}),
        (Kind.NUMERIC, {"answer": "5", "tolerance": "-1"}),
        (Kind.NUMERIC, {"answer": "NaN", "tolerance": "0"}),
        ("essay", {}),
    ],
)
def test_a_key_that_nothing_could_be_scored_by_is_refused(kind, key):
    question = QuestionFactory()
    with pytest.raises(KeyDoesNotFit):
        revise_question(question, key, kind=kind, by=None)
    assert question.versions.get().kind == Kind.SINGLE


def test_a_drawn_version_is_changed_by_nobody():
    question = QuestionFactory()
    freeze(question)
    with pytest.raises((DatabaseError, IntegrityError), match="never changed"), transaction.atomic():
        QuestionVersion.objects.update(key=THREE)
