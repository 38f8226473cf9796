"""A course as a folder of plain text: read whole, written back the same, stamped once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from curriculum.citations import parse
from curriculum.interop.course_folder.faults import BrokenCourseFolder, Findings, Page
from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.course_folder.reading_blocks import read_blocks
from curriculum.interop.course_folder.shapes import (
    Block,
    CourseText,
    Gap,
    GlossaryTerm,
    Option,
    Pair,
    Part,
    QuestionText,
    TermText,
)
from curriculum.interop.course_folder.stamping import stamp_blocks
from curriculum.interop.course_folder.writing import NotACourseFolder, write_course

from .small_course import AR, LESSON, SMALL, contents, line_of, put_into

BUNDLED = Path(__file__).parents[3] / "curriculum/courses/wohnlotse"


@pytest.fixture
def small(tmp_path):
    return put_into(tmp_path / "klein")


def test_the_small_course_is_read(small):
    course = read_course(small)
    assert (course.slug, course.language, course.law_as_of) == ("klein", "de", date(2026, 4, 29))
    assert course.texts["de"] == CourseText("Ein kleiner Kurs", "Nur zum Ansehen.\n\nMit zwei Absätzen.")
    assert course.texts["ar"] == CourseText("دورة صغيرة", machine=True)
    assert [(module.slug, module.required) for module in course.modules] == [
        ("kaution", True),
        ("mehr", False),
    ]
    assert course.glossary[1] == GlossaryTerm(
        id="karenzzeit",
        citations=(),
        uncertain="Seit 1.7.2026 mit Obergrenze.",
        texts={
            "de": TermText("Karenzzeit", "Das erste Jahr mit Leistungen vom Jobcenter."),
            "ar": TermText("فترة السماح", machine=True),
        },
    )
    module = course.modules[0]
    assert (module.units, module.pass_mark, module.project_levels) == (Decimal("4.5"), 80, (2,))
    assert module.texts["ar"].objectives == (Part("b", "شرح موعد الإعادة"),)
    assert len(module.lessons) == 1
    assert [question.kind for question in module.questions] == [
        "single", "multiple", "true_false", "matching", "ordering", "gap", "numeric",
        "short_text", "short_text", "scenario",
    ]  # fmt: skip


def test_a_lesson_is_read_with_its_blocks(small):
    lesson = read_course(small).modules[0].lessons[0]
    assert (lesson.slug, lesson.minutes, lesson.completes, lesson.substance) == ("hoehe", 35, "self_check", 2)
    blocks = {block.id: block for block in lesson.texts["de"].blocks}
    assert blocks["br01"].body["fields"] == ("Name", "Datum")
    assert blocks["ta01"].body["rows"] == (("Erste", "zu Beginn"), ("Zweite", ""))
    assert list(blocks) == [
        "q7ms",
        "x2k9",
        "p0vd",
        "lt2n",
        "ck01",
        "fa11",
        "lf01",
        "ir01",
        "se1f",
        "di01",
        "br01",
        "ta01",
    ]
    assert blocks["x2k9"] == Block(
        kind="prose",
        id="x2k9",
        body="## Wie hoch?\n\nDie [[kaution|Kaution]] ist Geld. {§ 551 Abs. 1 BGB}\n\n- Höchstens `3 × 620 €`",
        uncertain="Der neue Wortlaut ist noch nicht geprüft.",
    )
    assert blocks["x2k9"].line == line_of("01-kaution/01-hoehe.de.md", "#x2k9")
    assert blocks["p0vd"].body == {
        "citations": (parse("§ 551 Abs. 2 Satz 1 BGB"),),
        "text": "Du darfst in drei Raten zahlen.",
    }
    assert blocks["fa11"].body["situation"] == "Amal zieht ein.\n\nSie zahlt bar."
    assert blocks["se1f"].body["options"] == (Option("Drei", correct=True), Option("Keine"))
    assert lesson.texts["ar"].machine
    assert lesson.texts["ar"].file == "01-kaution/01-hoehe.ar.md"


def test_questions_are_read_with_keys_and_words(small):
    questions = {question.id: question for question in read_course(small).modules[0].questions}
    assert questions["m01-q1"].correct == ("b",)
    assert questions["m01-q2"].correct == ("a", "b")
    assert questions["m01-q2"].uncertain == "Das Gesetz ist neu."
    assert questions["m01-q3"].correct is False
    assert questions["m01-q4"].texts["de"].parts == (
        Pair("a", "Rate", "ein Drittel"),
        Pair("b", "Kaution", "das Ganze"),
    )
    assert questions["m01-q5"].part_ids == ("a", "b")
    assert questions["m01-q6"].texts["ar"] == QuestionText(
        wording="الـ {{2}} هو {{1}}.",
        explanation="تمامًا.",
        parts=(Gap("1", ("التأمين", "Kaution")), Gap("2", ("ضمان",))),
        machine=True,
    )
    assert (questions["m01-q7"].answer, questions["m01-q7"].tolerance) == (Decimal("3.5"), Decimal(0))
    assert questions["m01-q7"].texts["ar"].unit == "أقساط"


def test_writing_what_was_read_gives_the_same_bytes(small, tmp_path):
    write_course(read_course(small), tmp_path / "again")
    assert contents(tmp_path / "again") == SMALL
    write_course(read_course(tmp_path / "again"), tmp_path / "again")
    assert contents(tmp_path / "again") == SMALL


def test_what_differs_in_form_only_becomes_canonical(small, tmp_path):
    lesson = small / "01-kaution/01-hoehe.de.md"
    lesson.write_bytes(b"\xef\xbb\xbf" + lesson.read_bytes().replace(b"\n", b"\r\n"))
    lesson = small / "01-kaution/01-hoehe.ar.md"
    lesson.write_text(lesson.read_text().replace("citations:\n  - § 551 Abs. 2 Satz 1 BGB\n", ""))
    (small / "course.de.md").write_text(
        "---\n\n\"title\": 'Ein kleiner Kurs'\n---\n\n" + SMALL["course.de.md"][31:]
    )
    write_course(read_course(small), tmp_path / "again")
    assert contents(tmp_path / "again") == SMALL


def test_files_that_the_course_no_longer_has_are_removed(small):
    course = read_course(small)
    write_course(replace(course, modules=course.modules[1:]), small)
    assert sorted(path.name for path in small.iterdir() if path.is_dir()) == ["01-mehr"]
    assert [module.slug for module in read_course(small).modules] == ["mehr"]


def test_a_folder_with_something_else_in_it_is_not_written_to(small, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_bytes(b"")
    with pytest.raises(NotACourseFolder) as refused:
        write_course(read_course(small), tmp_path / "photos")
    assert refused.value.files == ["me.jpg"]
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["me.jpg"]


def test_missing_ids_are_stamped_once_and_in_every_language(small):
    for file in (LESSON, AR):
        text = SMALL[file].replace(" #p0vd", "").replace(" #se1f", "")
        (small / file).write_text(text)
    short = small / "01-kaution/02-kurz.de.md"
    short.write_text(
        "---\ntitle: Kurz\nsummary: Ja.\nminutes: 5\n---\n\n::: prose\nEins.\n\n::: prose ⚠ Offen.\nZwei.\n"
    )
    translated = small / "01-kaution/02-kurz.ar.md"
    translated.write_text("---\ntitle: قصير\nsummary: نعم.\n---\n\n::: prose\nواحد.\n\n::: prose\nاثنان.\n")
    assert stamp_blocks(small) == [small / LESSON, short, translated]
    ids = [block.id for block in read_blocks_of(short)]
    assert len(set(ids)) == 2
    assert short.read_text().count(f"::: prose #{ids[1]} ⚠ Offen.\n") == 1
    assert [block.id for block in read_blocks_of(translated)] == ids
    # the Arabic text has fewer blocks than the source: whose they are, its author says
    with pytest.raises(BrokenCourseFolder) as refused:
        read_course(small)
    assert {fault.file for fault in refused.value.faults} == {AR}
    assert stamp_blocks(small) == []


def read_blocks_of(path):
    findings = Findings()
    blocks = read_blocks(path.read_text().split("---\n", 2)[2], Page(path.name, findings), 1, None)
    assert findings.faults == []
    return blocks


def test_the_bundled_course_has_no_faults(tmp_path):
    course = read_course(BUNDLED)
    assert len(course.modules) == 10
    assert len(course.glossary) == 85
    write_course(course, tmp_path / "wohnlotse")
    assert read_course(tmp_path / "wohnlotse") == course
