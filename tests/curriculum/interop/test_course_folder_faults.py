"""What is wrong in a course folder is told all at once, each fault with its file and line."""

import shutil

import pytest
from django.utils import translation

from curriculum.interop.course_folder.faults import BrokenCourseFolder, Fault
from curriculum.interop.course_folder.reading import read_course

from .small_course import AR, FACTS, FACTS_AR, LESSON, QUIZ, QUIZ_AR, SMALL, line_of, put_into


@pytest.fixture
def small(tmp_path):
    return put_into(tmp_path / "klein")


@pytest.fixture(autouse=True)
def _sentences_as_they_are_written():
    with translation.override(None):
        yield


def faults_of(folder):
    with pytest.raises(BrokenCourseFolder) as refused:
        read_course(folder)
    return refused.value.faults


FAULTS = {
    # one change to one file: old words, new words, words on the line of the fault, words of the sentence
    "a module that waits for a stranger": (
        "course.yaml", "required: false", "required: false\n    after: [03-x]", "02-mehr", "“03-x”", 0,
    ),
    "a module that waits for itself": (
        "course.yaml", "required: false", "required: false\n    after: [02-mehr]", "02-mehr", "waits for itself", 0,
    ),
    "a key that is not known": (LESSON, "minutes: 35", "minutes: 35\ncolour: red", "minutes: 35", "“colour”", 1),
    "a key that is missing": (LESSON, "minutes: 35\n", "", "title: Die Höhe", "“minutes” is missing", 0),
    "an empty value": (LESSON, "minutes: 35", "minutes:", "minutes", "“minutes” is empty", 0),
    "a number out of range": (LESSON, "minutes: 35", "minutes: 0", "minutes", "from 1 to 600", 0),
    "a key given twice": (LESSON, "minutes: 35", "minutes: 35\nminutes: 36", "minutes", "second time", 1),
    "yaml that cannot be read": (LESSON, "title: Die Höhe", "title: Höhe: wie", "title", "cannot be read", 0),
    "an alias": (LESSON, "title: Die Höhe", "title: &a Höhe\nextra: *a", "title", "alias", 1),
    "a tag": (LESSON, "title: Die Höhe", "title: !!python/name:os.system x", "title", "os.system", 0),
    "a title that is a list": (LESSON, "title: Die Höhe", "title: [a]", "title", "text is expected", 0),
    "a title that is too long": (LESSON, "title: Die Höhe", "title: " + "x" * 201, "title", "201", 0),
    "no head": (LESSON, "---\ntitle", "title", None, "begins with a head", 1),
    "a self-check that is missing": (LESSON, "::: self_check #se1f", "::: case #se1f", "completes", "self-check", 0),
    "an origin in the source": (LESSON, "minutes: 35", "minutes: 35\norigin: machine", "minutes", "“origin”", 1),
    "a local fact that nobody knows": (LESSON, "key: amt", "key: anderes", "key: amt", "local_facts.de.yaml", 0),
    "a local fact that is no id": (LESSON, "key: amt", "key: Das Amt", "key: amt", "no id", 0),
    "a translated fact that is not in the source": (FACTS_AR, "amt:", "anderes:", "amt:", "“anderes”", 0),
    "a kind of fact that is not known": (FACTS, "kind: name", "kind: farbe", "kind:", "is one of", 0),
    "text before the first block": (LESSON, "---\n\n::: op", "---\n\nHallo\n\n::: op", "::: opening", "blocks", 0),
    "a line that opens no block": (LESSON, "::: opening #q7ms", "::: Opening", "::: opening", "::: prose", 0),
    "an unknown kind of block": (LESSON, "::: opening", "::: openning", "::: opening", "“openning”", 0),
    "a block without an id": (LESSON, "::: opening #q7ms", "::: opening", "::: opening", "--stamp", 0),
    "a block with a bad id": (LESSON, "#q7ms", "#Q7", "::: opening", "“#Q7”", 0),
    "an id given twice": (LESSON, "#q7ms", "#x2k9", "::: prose", "#x2k9", 0),
    "⚠ without a reason": (LESSON, "⚠ Der neue Wortlaut ist noch nicht geprüft.", "⚠", "::: prose", "⚠", 0),
    "an empty block": (LESSON, "Amal soll drei Monatsmieten auf einmal zahlen.", "", "::: opening", "empty", 0),
    "markdown that is not ours": (LESSON, "## Wie hoch?", "# Wie hoch?", "## Wie", "##", 0),
    "a text that is no citation": (LESSON, "{§ 551 Abs. 1 BGB}", "{§§ 1, 2 BGB}", "Die [[kaution", "§§ 1, 2", 0),
    "a law that is not listed": (LESSON, "{§ 551 Abs. 1 BGB}", "{§ 84 SGG}", "Die [[kaution", "“SGG”", 0),
    "a term that is not listed": (LESSON, "[[kaution|", "[[geld|", "Die [[kaution", "“geld”", 0),
    "a citation of a law block": (LESSON, "- § 551 Abs. 2 Satz 1 BGB", "- 551 BGB", "- § 551", "“551 BGB”", 0),
    "an empty list": (LESSON, "citations:\n  - § 551 Abs. 2 Satz 1 BGB", "citations: []", "citations", "empty", 0),
    "no list": (LESSON, "ask:\n  - \"Unklar: Frag die Projektleitung\"", "ask: x", "ask", "list", 0),
    "a traffic light without red": (LESSON, "hand_over:\n  - „Ist das rechtens?“\n", "", "do:", "hand_over", 0),
    "an unknown key of a block": (LESSON, "task: Was jetzt?", "task: Was?\nhint: x", "task", "“hint”", 1),
    "a list where a paragraph stands": (LESSON, "Du darfst in", "1. in", "text: Du", "paragraphs", 0),
    "a self-check with nothing right": (LESSON, "    correct: true\n", "", "options:", "right", 0),
    "a citation in a plain text": (LESSON, "title: Amal", 'title: "Amal {§ 1 BGB}"', "title: Amal", "{§", 0),
    "a letter without a place for a field": (LESSON, "  Amal, {{2}}", "  Amal", "text: |", "{{2}}", 1),
    "a letter with a place too many": (LESSON, "Amal, {{2}}", "{{2}} {{3}}", "text: |", "{{3}}", 1),
    "a letter with other fields than the source": (AR, "  - التاريخ\n", "", "fields:", "other fields", 0),
    "a row with a cell too few": (LESSON, '\n    - ""\n', "\n", "rows:", "as many cells", 0),
    "a row that is no list": (LESSON, "- - Zweite\n    - \"\"", "- Zweite", "- - Zweite", "list of cells", 0),
    "a picture that is not there": (
        LESSON, "::: dialogue", "::: picture #bi01\nfile: haus.png\nalt: x\n\n::: dialogue", "::: dialogue",
        "media/haus.png", 1,
    ),
    "a picture without words": (
        LESSON, "::: dialogue", "::: picture #bi01\nfile: haus.mp3\n\n::: dialogue", "::: dialogue", "decorative", 1,
    ),
    "control signs": (LESSON, "title: Amal", "title: A\x07mal", "title: Amal", "cannot be read", 0),
    "an id that the source does not have": (AR, "#p0vd", "#zzzz", "#p0vd", "#zzzz", 0),
    "another kind than the source": (AR, "::: law #p0vd", "::: prose #p0vd", "#p0vd", "“law”", 0),
    "⚠ in the translation only": (AR, "#p0vd", "#p0vd ⚠ شك", "#p0vd", "⚠", 0),
    "other citations than the source": (AR, "Abs. 2 Satz 1 BGB", "Abs. 3 BGB", "citations:", "Leave them out", 0),
    "another right answer than the source": (
        AR, "    correct: true\n  - text: لا شيء", "  - text: لا شيء\n    correct: true", "options:", "differ", 0,
    ),
    "minutes in a translation": (AR, "origin: machine", "minutes: 3", "origin", "“minutes”", 0),
    "an unknown origin": (AR, "origin: machine", "origin: human", "origin", "machine", 0),
    "an unknown kind of question": (QUIZ, "kind: ordering", "kind: sorting", "kind: ordering", "ordering", 0),
    "an unknown difficulty": (QUIZ, "difficulty: hard", "difficulty: schwer", "difficulty: hard", "hard", 0),
    "a question's id given twice": (QUIZ, "id: m01-q2", "id: m01-q3", "id: m01-q2", "m01-q3", 0),
    "a bad id of a question": (QUIZ, "id: m01-q2", "id: M01 Q2", "id: m01-q2", "“M01 Q2”", 0),
    "no correct answer": (QUIZ, "  correct: b\n", "", "id: m01-q1", "“correct” is missing", 0),
    "correct where nothing is": (QUIZ, "  steps:", "  correct: a\n  steps:", "  steps:", "“correct”", 0),
    "correct that is no option": (QUIZ, "correct: b", "correct: c", "correct: b", "“c”", 0),
    "correct that is no list": (QUIZ, "correct: [a, b]", "correct: a", "correct: [a", "list", 0),
    "correct given twice": (QUIZ, "correct: [a, b]", "correct: [a, a]", "correct: [a", "twice", 0),
    "neither true nor false": (QUIZ, "correct: false", "correct: nein", "correct: false", "true or false", 0),
    "one option": (QUIZ, "    a: Lesen\n", "", "  steps:", "Two or more", 0),
    "a bad id of a part": (QUIZ, "    a: Lesen", "    Ä: Lesen", "a: Lesen", "“Ä”", 0),
    "two pairs alike": (QUIZ, "right: das Ganze", "right: ein Drittel", "  pairs:", "same right side", 0),
    "a gap that is not in the wording": (QUIZ, "Geld als {{2}}", "Geld", "Die {{1}}", "{{2}}", 0),
    "a gap in another kind": (QUIZ, "Wie viele Raten?", "Wie {{1}}?", "wording: Wie viele", "{{1}}", 0),
    "a number that is none": (QUIZ, 'answer: "3.5"', "answer: 3,5", "answer", "point", 0),
    "a tolerance below nothing": (QUIZ, "tolerance: 0", "tolerance: -1", "tolerance", "number", 0),
    "a quiz that is no list": (QUIZ, SMALL[QUIZ], "id: m01-q1\n", None, "list of questions", 1),
    "a question that the source does not have": (QUIZ_AR, "m01-q1:", "m01-q99:", "m01-q1:", "m01-q99", 0),
    "parts other than the source": (QUIZ_AR, "    b: ثلاثة", "    c: ثلاثة", "  options:", "a, b", 0),
    "a translation with a key": (QUIZ_AR, "  unit: أقساط", "  unit: أقساط\n  answer: 3", "unit", "“answer”", 1),
    "a unit that is not translated": (QUIZ_AR, "  unit: أقساط\n", "", "wording: كم قسطًا؟", "unit", 0),
    "a gap lost in translation": (QUIZ_AR, "هو {{1}}", "هو", "الـ {{2}}", "{{1}}", 0),
    "a case with an end that dangles": (QUIZ, "to: antwort", "to: nichts", "    brief:", "“nichts”", -1),
    "a case with a step out of reach": (QUIZ, "to: antwort, ", "", "    brief:", "“antwort”", -1),
    "a case with one choice": (QUIZ, "        weg: {text: Wegwerfen, marks: 0}\n", "", "choices:", "Two or more", 0),
    "an id given twice in a case": (QUIZ, "        weg:", "        brief:", "    brief:", "more than once", -1),
    "case in a gap that is not there": (QUIZ, "[Sicherheit]", "[Sicherheit]\n  case: [3]", "    2: [", "“3”", 1),
    "a step that is not translated": (QUIZ_AR, "        weg: أرميها\n", "", "  steps:", "brief, lesen, weg", 0),
    "a pass mark above all": ("01-kaution/module.yaml", "80", "101", "pass_mark", "0 to 100", 0),
    "units that are no number": ("01-kaution/module.yaml", '"4.5"', "viel", "units", "number", 0),
    "a level that is none": ("01-kaution/module.yaml", "[2]", "[4]", "project_levels", "1, 2 and 3", 0),
    "an objective of its own": ("01-kaution/module.ar.md", "  b:", "  z:", "  b:", "“z”", 0),
    "no summary": ("01-kaution/module.de.md", "Rund um die Kaution.\n", "", "Rund", "summary", 0),
    "a day that is none": ("course.yaml", "2026-04-29", "29.4.2026", "law_as_of", "2026-07-01", 0),
    "a slug that is none": ("course.yaml", "slug: klein", "slug: Klein!", "slug", "“Klein!”", 0),
    "a module that is not there": ("course.yaml", "01-kaution", "01-kaution\n  - 03-weg", "folder:", "03-weg", 0),
    "a way out of the folder": ("course.yaml", "01-kaution", "01-kaution\n  - ../x", "folder:", "“../x”", 0),
    "a law given twice": ("statutes.yaml", "abbreviation: SGB II", "abbreviation: BGB", "SGB II", "“BGB”", 0),
    "a law without https": ("statutes.yaml", "https://www.gesetze-im-internet.de/bgb/", "x", "/bgb/", "https", 0),
    "a change without a day": ("statutes.yaml", "  changed_on: 2026-07-01\n", "", "SGB II", "belong together", 0),
    "a bad abbreviation": ("statutes.yaml", "abbreviation: SGB II", "abbreviation: sgb2", "SGB II", "“sgb2”", 0),
    "a term given twice": ("glossary.de.yaml", "id: karenzzeit", "id: kaution", "karenzzeit", "“kaution”", 0),
    "a term that the source does not have": ("glossary.ar.yaml", "karenzzeit:", "x:", "karenzzeit:", "“x”", 0),
    "an empty file": ("glossary.ar.yaml", SMALL["glossary.ar.yaml"], "", None, "Nothing stands here", 1),
}  # fmt: skip


@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_has_its_file_and_line(small, change):
    file, old, new, words, sentence, further = change
    assert old in SMALL[file]
    (small / file).write_text(SMALL[file].replace(old, new, 1), encoding="utf-8")
    faults = faults_of(small)  # a change may break more than one thing
    expected = (line_of(file, words) if words else 0) + further
    found = [fault for fault in faults if fault.file == file and fault.line == expected]
    assert any(sentence in fault.sentence for fault in found), faults


def test_all_faults_are_told_at_once_in_their_order(small):
    (small / LESSON).write_text(SMALL[LESSON].replace("35", "viele").replace("[[kaution", "[[geld"))
    (small / QUIZ).write_text(SMALL[QUIZ].replace("correct: b", "correct: z"))
    faults = faults_of(small)
    assert [(fault.file, fault.line) for fault in faults] == [
        (LESSON, line_of(LESSON, "minutes")),
        (LESSON, line_of(LESSON, "[[kaution")),
        (QUIZ, line_of(QUIZ, "correct: b")),
    ]
    assert str(faults[0]).startswith(f"{LESSON}:4: “minutes”")


def test_files_that_a_course_does_not_have_are_faults(small):
    (small / "notes.txt").write_text("")
    (small / "Anhang").mkdir()
    (small / "01-kaution/quiz.de.yml").write_text("")
    (small / "03-lose").mkdir()
    (small / ".git").mkdir()
    assert [(fault.file, fault.line) for fault in faults_of(small)] == [
        ("01-kaution/quiz.de.yml", 1),
        ("03-lose/module.yaml", 1),
        ("Anhang", 1),
        ("notes.txt", 1),
    ]


@pytest.mark.parametrize(
    "missing",
    [
        "course.yaml",
        "course.de.md",
        "statutes.yaml",
        "glossary.de.yaml",
        "02-mehr/module.yaml",
        "02-mehr/module.de.md",
    ],
)
def test_files_that_a_course_must_have_are_missed(small, missing):
    (small / missing).unlink()
    assert [(fault.file, fault.line) for fault in faults_of(small)] == [(missing, 1)]


def test_a_translation_without_its_source_is_a_fault(small):
    shutil.move(small / LESSON, small / "01-kaution/02-hoehe.de.md")
    (small / QUIZ).unlink()
    faults = faults_of(small)
    assert [(fault.file, fault.line) for fault in faults] == [(AR, 1), (QUIZ_AR, 1)]
    assert "01-hoehe.de.md" in faults[0].sentence


def test_two_lessons_do_not_share_number_or_slug(small):
    shutil.copy(small / LESSON, small / "01-kaution/02-hoehe.de.md")
    shutil.copy(small / LESSON, small / "01-kaution/02-anders.de.md")
    assert {fault.file for fault in faults_of(small)} == {"01-kaution/02-hoehe.de.md"}


def test_modules_stand_in_the_order_of_their_numbers(small):
    (small / "course.yaml").write_text(
        SMALL["course.yaml"].replace("  - 01-kaution\n", "").rstrip() + "\n  - 01-kaution\n"
    )
    assert [(fault.file, fault.line) for fault in faults_of(small)] == [("course.yaml", 8)]


def test_a_file_in_another_encoding_has_a_line(small):
    (small / LESSON).write_bytes(SMALL[LESSON].encode("latin-1", "replace"))
    faults = faults_of(small)
    assert [(fault.file, fault.line) for fault in faults] == [(LESSON, 2)]
    assert "UTF-8" in faults[0].sentence


def test_links_are_not_followed(small, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text(SMALL[LESSON])
    (small / "01-kaution/02-geheim.de.md").symlink_to(secret)
    (small / "03-weg").symlink_to(tmp_path)
    assert [(fault.file, fault.line) for fault in faults_of(small)] == [
        ("01-kaution/02-geheim.de.md", 1),
        ("03-weg", 1),
    ]


def test_yaml_nested_beyond_reason_is_a_fault(small):
    (small / "glossary.ar.yaml").write_text("[" * 400)
    assert [(fault.file, fault.line) for fault in faults_of(small)] == [("glossary.ar.yaml", 1)]


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    assert [fault.file for fault in faults_of(tmp_path / "nothing")] == ["nothing"]


def test_faults_are_compared_as_wholes():
    fault = Fault("a.md", 2, "So nicht.")
    assert BrokenCourseFolder([fault, Fault("a.md", 1, "Nein."), fault]).faults == (
        Fault("a.md", 1, "Nein."),
        fault,
    )


def test_a_file_that_no_lesson_names_is_a_fault(small):
    (small / "media").mkdir()
    (small / "media" / "haus.png").write_bytes(b"")
    (small / "media" / "schlüssel.png").write_bytes(b"")
    assert [(fault.file, fault.line) for fault in faults_of(small)] == [
        ("media/haus.png", 1),
        ("media/schlüssel.png", 1),
    ]
