"""Questions of other platforms come into the bank: each is created, skipped or refused, and none goes missing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from curriculum.interop.importing_questions import import_questions
from curriculum.models import Kind, Question, QuestionText, Status
from tests.factories.curriculum import ModuleFactory

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parents[3].parent / "shared" / "fixtures"
GIFT = """// [id:k1] [tag:Frist]
::Kaution::Wie hoch darf sie sein?{~Eine Miete =Drei Kaltmieten#Genau. ~Fünf Mieten#Zu viel.}

$CATEGORY: $course$/top/Mietvertrag/Anfang

Stimmt das?{T}

Fehlt die Klammer?{=a
"""


@pytest.fixture
def module():
    return ModuleFactory(slug="kaution")


def run(path, *flags) -> dict:
    out = StringIO()
    call_command("import_questions", str(path), "--module", "kaution", "--json", *flags, stdout=out)
    return json.loads(out.getvalue())


def write(tmp_path, text, encoding="utf-8", name="fragen.gift"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_report_names_what_was_created_and_what_was_refused_by_line(module, tmp_path):
    report = run(write(tmp_path, GIFT))
    assert [(one["kind"], one["title"], one["line"]) for one in report["created"]] == [
        ("single", "Kaution", 2),
        ("true_false", "Stimmt das?", 6),
    ]
    assert [(one["line"], one["title"]) for one in report["refused"]] == [(8, "Fehlt die Klammer?{=a")]
    assert "has no end" in report["refused"][0]["reason"] or "kein Ende" in report["refused"][0]["reason"]
    kaution = Question.objects.get(module=module, foreign_id="k1")
    assert (kaution.slug, kaution.name, kaution.tags, kaution.status) == (
        "kaution",
        "Kaution",
        ["frist"],
        Status.DRAFT,
    )
    assert kaution.versions.get().key == {"parts": ["a", "b", "c"], "correct": ["b"]}
    text = QuestionText.objects.get(version__question=kaution, language_code="de")
    assert text.content["parts"] == {"a": "Eine Miete", "b": "Drei Kaltmieten", "c": "Fünf Mieten"}
    assert text.content["feedback"] == {"b": "Genau.", "c": "Zu viel."}
    assert Question.objects.get(slug="stimmt-das").category == "mietvertrag-anfang"


def test_a_second_import_skips_what_is_there_by_id_and_by_content(module, tmp_path):
    run(write(tmp_path, GIFT))
    again = run(write(tmp_path, GIFT.replace("Fünf Mieten", "Sechs Mieten")))
    assert again["created"] == []
    assert [one["line"] for one in again["skipped"]] == [2, 6]
    assert module.bank.count() == 2


def test_a_dry_run_tells_the_same_and_changes_nothing(module, tmp_path):
    path = write(tmp_path, GIFT)
    dry = run(path, "--dry-run")
    assert module.bank.count() == 0
    wet = run(path)
    assert (dry.pop("dry_run"), wet.pop("dry_run")) == (True, False)
    assert dry == wet


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_file_may_come_in_the_encodings_that_people_have(module, tmp_path, encoding):
    run(write(tmp_path, "Wo wohnst du – „in Köln“?{=Köln#schön}\r\n", encoding))
    text = QuestionText.objects.get()
    assert text.content["wording"] == "Wo wohnst du – „in Köln“?"
    assert text.content["parts"] == {"1": ["Köln"]}


def test_texts_in_another_language_become_that_row(module, tmp_path):
    report = run(write(tmp_path, "هل هذا صحيح؟{T}"), "--language", "ar")
    question = Question.objects.get()
    assert [row.language_code for row in question.own_rows()] == ["ar"]
    assert report["created"][0]["notes"]


@pytest.mark.parametrize(
    "flags, sentence",
    [
        (["--module", "gibt-es-nicht"], "no module"),
        (["--module", "kaution", "--language", "xx"], "no language"),
    ],
)
def test_what_the_site_does_not_have_is_refused_with_a_sentence(module, tmp_path, flags, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("import_questions", str(write(tmp_path, GIFT)), *flags)


def test_a_file_that_is_none_is_refused_as_a_whole(module, tmp_path):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(write(tmp_path, "<quiz><question>", name="x.xml"))
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nothing.gift")


def expected(entry: dict) -> set[str]:
    """The kinds that a question of GIFT may become, by how a parser of others tells it."""
    if entry["type"] == "MC":
        right = sum(choice["isCorrect"] for choice in entry["choices"])
        return {Kind.SINGLE} if right == 1 else {Kind.MULTIPLE}
    kinds = {"TF": Kind.TRUE_FALSE, "Short": Kind.SHORT_TEXT, "Essay": Kind.SHORT_TEXT}
    return {kinds.get(entry["type"]) or {"Matching": Kind.MATCHING, "Numerical": Kind.NUMERIC}[entry["type"]]}


@pytest.mark.skipif(
    not FIXTURES.exists(), reason="the example files of other platforms are not beside the project"
)
def test_every_example_of_gift_comes_in_as_the_kind_that_it_is(module):
    for path in sorted((FIXTURES / "gift").glob("*.gift")):
        module.bank.all().delete()
        told = [
            one
            for one in json.loads(path.with_suffix(".json").read_text("utf-8"))
            if one["type"] != "Category"
        ]
        asked = [one for one in told if one["type"] != "Description"]
        report = run(path)
        assert report["refused"] == [], path.name
        assert len(report["skipped"]) == len(told) - len(asked), path.name
        assert len(report["created"]) == len(asked), path.name
        for made, one in zip(report["created"], asked, strict=True):
            assert made["kind"] in expected(one), (path.name, made)
            assert made["title"] == one["title"] or not one["title"], path.name


@pytest.mark.skipif(
    not FIXTURES.exists(), reason="the example files of other platforms are not beside the project"
)
def test_every_example_of_moodle_xml_comes_in_with_its_pictures(module, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kinds = {}
    for path in sorted((FIXTURES / "moodle-xml").glob("*.xml")):
        report = run(path)
        assert report["refused"] == [], path.name
        kinds[path.stem] = [one["kind"] for one in report["created"]]
    assert kinds == {
        "multichoice": ["single"],
        "nested_categories_with_questions": ["true_false", "short_text", *["true_false"] * 3],
        "truefalse": ["true_false"] * 2,
    }
    flags = QuestionText.objects.get(version__question__name="Greeting").content["pictures"]
    assert [flags[id]["alt"] for id in "abcd"] == [
        "British Flag",
        "French flag",
        "German flag",
        "Denmark flag",
    ]


def many(number: int) -> bytes:
    return "\n\n".join(f"Frage {n}?{{=ja ~nein ~{n}#falsch}}" for n in range(number)).encode()


def test_each_further_question_costs_the_same_few_queries(module, django_assert_max_num_queries):
    """What is written is written for all at once; eight questions to the database are asked by those who listen."""
    import_questions(many(1), module, by=None, at=timezone.now())
    with django_assert_max_num_queries(45 + 20 * 8):
        import_questions(many(21), module, by=None, at=timezone.now())
    assert module.bank.count() == 21
