"""Bringing a course folder in, again and again, while the site is being edited."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Revision

from curriculum.citations import parse
from curriculum.interop.course_folder import shapes
from curriculum.interop.course_folder.faults import BrokenCourseFolder
from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.course_folder.writing import course_files, write_course
from curriculum.interop.exporting import export_course
from curriculum.interop.loading import load_course
from curriculum.interop.merging import Side
from curriculum.models import Lesson, LessonTranslation, LocalFactKey, Prerequisite, Question, Review
from curriculum.outdated import UnitState
from lms.learning.studying import open_lesson
from tests.factories.curriculum import StatuteFactory, WordingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
BUNDLED = Path(__file__).parents[3] / "curriculum" / "courses" / "wohnlotse"
NOW = timezone.now()


def prose(key, text, **changes):
    return shapes.Block(kind="prose", id=key, body=text, **changes)


def small_course(*blocks, correct=("b",), arabic=()):
    """A course with one module, one lesson and one question."""
    lesson = shapes.Lesson(
        slug="kaution",
        minutes=10,
        texts={
            "de": shapes.LessonText(
                "Die Kaution", "Wie viel?", blocks or (prose("aaaa", "Eins."), prose("bbbb", "Zwei."))
            ),
            **({"ar": shapes.LessonText("مبلغ التأمين", "كم؟", arabic, machine=True)} if arabic else {}),
        },
    )
    question = shapes.Question(
        id="q1",
        kind="single",
        difficulty="easy",
        texts={
            "de": shapes.QuestionText(
                "Wie viel?", "Drei. {§ 551 Abs. 1 BGB}", (shapes.Part("a", "Zwei"), shapes.Part("b", "Drei"))
            )
        },
        correct=correct,
    )
    module = shapes.Module(
        slug="mietvertrag",
        units=Decimal(4),
        pass_mark=70,
        texts={
            "de": shapes.ModuleText("Mietvertrag", "Vom Angebot zum Schlüssel.", (shapes.Part("a", "Lesen"),))
        },
        lessons=(lesson,),
        questions=(question,),
    )
    return shapes.CourseFolder(
        slug="klein",
        language="de",
        licence="CC BY-SA 4.0",
        law_as_of=date(2026, 4, 29),
        texts={"de": shapes.CourseText("Klein", "Ein kleiner Kurs.")},
        modules=(module,),
        statutes=(
            shapes.Statute(
                "BGB", "Bürgerliches Gesetzbuch", "https://www.gesetze-im-internet.de/bgb/", date(2026, 4, 29)
            ),
        ),
        glossary=(
            shapes.GlossaryTerm(
                "kaution", (parse("§ 551 BGB"),), {"de": shapes.TermText("Kaution", "Geld als Sicherheit.")}
            ),
        ),
    )


@pytest.fixture
def load(tmp_path):
    folder = tmp_path / "klein"

    def load(course, **options):
        write_course(course, folder)
        return load_course(folder, at=NOW, **options)

    return load


def german():
    return LessonTranslation.objects.get(language_code="de")


def texts(row):
    return [block.value["text"].source.split(">", 1)[1].removesuffix("</p>") for block in row.body]


def edit(row, key, text, *, publish=True):
    """As a trainer does on the site."""
    raw = [block.get_prep_value() for block in row.body]
    for block in raw:
        if block["id"] == key:
            block["value"]["text"] = f"<p>{text}</p>"
    row.body = row.body.stream_block.to_python(raw)
    revision = row.save_revision()
    if publish:
        revision.publish()


def test_a_course_is_published_with_its_question_and_its_key(load):
    course = load(small_course())

    assert course.text("de").title == "Klein"
    assert texts(german()) == ["Eins.", "Zwei."]
    version = Question.objects.get().versions.get()
    assert (version.kind, version.key) == ("single", {"parts": ["a", "b"], "correct": ["b"]})
    assert version.texts.get().content["wording"] == "Wie viel?"


def test_loading_again_changes_nothing(load):
    load(small_course())
    before = Revision.objects.count()
    load(small_course())

    assert Revision.objects.count() == before


def test_what_only_the_file_changed_is_taken_and_outdates_the_translation(load):
    arabic = (prose("aaaa", "واحد."), prose("bbbb", "اثنان."))
    load(small_course(arabic=arabic))
    load(small_course(prose("aaaa", "Neu."), prose("bbbb", "Zwei."), arabic=arabic))

    assert texts(german()) == ["Neu.", "Zwei."]
    states = LessonTranslation.objects.get(language_code="ar").states()
    assert (states["body:aaaa"], states["body:bbbb"]) == (UnitState.OUTDATED, UnitState.MACHINE)


def test_what_only_the_site_changed_is_left_alone(load):
    load(small_course())
    edit(german(), "aaaa", "Vom Team.")
    load(small_course(prose("aaaa", "Eins."), prose("bbbb", "Aus der Datei.")))

    assert texts(german()) == ["Vom Team.", "Aus der Datei."]


def test_what_both_changed_is_refused_with_file_line_and_block(load):
    load(small_course())
    edit(german(), "aaaa", "Vom Team.")
    changed = small_course(prose("aaaa", "Aus der Datei."), prose("bbbb", "Auch neu."))

    with pytest.raises(BrokenCourseFolder) as refused:
        load(changed)
    fault = refused.value.faults[0]
    assert (fault.file, fault.line) == ("01-mietvertrag/01-kaution.de.md", 7)
    assert "aaaa" in fault.sentence
    assert texts(german()) == ["Vom Team.", "Zwei."]

    load(changed, prefer=Side.OURS)
    assert texts(german()) == ["Vom Team.", "Auch neu."]
    load(small_course(prose("aaaa", "Nochmals."), prose("bbbb", "Auch neu.")), prefer=Side.THEIRS)
    assert texts(german()) == ["Nochmals.", "Auch neu."]


def test_a_draft_of_the_site_stays_a_draft(load):
    load(small_course())
    edit(german(), "aaaa", "Entwurf.", publish=False)
    load(small_course(prose("aaaa", "Eins."), prose("bbbb", "Aus der Datei.")))

    row = german()
    assert texts(row) == ["Eins.", "Aus der Datei."]
    assert texts(row.get_latest_revision_as_object()) == ["Entwurf.", "Aus der Datei."]
    assert row.has_unpublished_changes


def test_a_changed_key_of_a_drawn_question_makes_a_new_version(load):
    load(small_course())
    question = Question.objects.get()
    question.versions.update(frozen_at=NOW)
    load(small_course(correct=("a",)))

    keys = list(question.versions.order_by("number").values_list("key__correct", flat=True))
    assert keys == [["b"], ["a"]]


def test_a_lesson_that_left_the_folder_is_archived_and_comes_back(load):
    course = small_course()
    load(course)
    load(replace(course, modules=(replace(course.modules[0], lessons=()),)))
    assert Lesson.objects.get().archived_at == NOW

    load(course)
    lesson = Lesson.objects.get()
    assert (lesson.archived_at, lesson.required_from) == (None, None)


def test_a_lesson_that_comes_back_takes_nothing_from_those_who_did_without_it(load):
    course = small_course()
    load(course)
    open_lesson(UserFactory(), Lesson.objects.get().pk, at=NOW)
    load(replace(course, modules=(replace(course.modules[0], lessons=()),)))
    load(course)
    assert Lesson.objects.get().required_from == timezone.localdate()


def test_a_lesson_added_later_is_asked_only_of_those_who_begin_later(load):
    course = small_course()
    load(course)
    added = replace(course.modules[0].lessons[0], slug="neu")
    load(replace(course, modules=(replace(course.modules[0], lessons=(*course.modules[0].lessons, added)),)))

    days = dict(Lesson.objects.values_list("slug", "required_from"))
    assert days == {"kaution": None, "neu": NOW.date()}


def test_order_prerequisites_and_what_is_optional_come_with_the_folder_and_go_with_it(load):
    course = small_course()
    first = course.modules[0]
    optional = replace(first.lessons[0], slug="extra", required=False)
    second = replace(first, slug="spaeter", after=(first.slug,), questions=(), lessons=(optional,))
    whole = replace(course, in_order=True, modules=(first, second))
    for _ in range(2):
        found = load(whole)
    assert (found.in_order, Lesson.objects.get(slug="extra").required) == (True, False)
    assert list(found.prerequisites.values_list("module__slug", "needs__slug")) == [("spaeter", first.slug)]
    assert export_course("klein") == whole

    found = load(replace(course, modules=(first, replace(second, after=()))))
    assert (found.in_order, found.prerequisites.count()) == (False, 0)


def test_prerequisites_that_the_site_made_stay(load):
    first = small_course().modules[0]
    whole = replace(small_course(), modules=(first, replace(first, slug="spaeter", questions=())))
    found = load(whole)
    later = found.modules.get(slug="spaeter")
    Prerequisite.objects.create(course=found, module=later, needs=found.modules.exclude(pk=later.pk).get())

    assert load(whole).prerequisites.count() == 1


def test_a_flag_opens_a_review_and_its_removal_closes_it(load):
    load(small_course(prose("aaaa", "Eins.", uncertain="Neues Gesetz."), prose("bbbb", "Zwei.")))
    review = Review.objects.get()
    assert (review.block, review.reason, review.closed_at) == ("aaaa", "Neues Gesetz.", None)

    load(small_course())
    review.refresh_from_db()
    assert review.closed_at == NOW


def test_a_reviewed_reason_is_not_opened_again(load):
    flagged = small_course(prose("aaaa", "Eins.", uncertain="Neues Gesetz."))
    load(flagged)
    Review.objects.update(closed_at=NOW, note="Geprüft.")
    load(flagged)

    assert Review.objects.count() == 1


def test_a_broken_folder_changes_nothing_and_names_file_and_line(load, tmp_path):
    load(small_course())
    lesson = tmp_path / "klein" / "01-mietvertrag" / "01-kaution.de.md"
    lesson.write_text(lesson.read_text().replace("::: prose #bbbb", "::: poetry #bbbb"))
    (tmp_path / "klein" / "course.de.md").write_text("---\ntitle: Anders\n---\n")

    with pytest.raises(CommandError, match=r"01-mietvertrag/01-kaution\.de\.md:10: "):
        call_command("load_course", str(tmp_path / "klein"), stdout=StringIO())
    assert read_title() == "Klein"


def read_title():
    from curriculum.models import CourseTranslation

    return CourseTranslation.objects.get().title


def test_load_export_load_is_the_identity(load, tmp_path):
    course = small_course(arabic=(prose("aaaa", "واحد."),))
    load(course)

    assert export_course("klein") == course


def test_a_law_that_came_with_its_wordings_is_described_by_the_folder(load):
    law = StatuteFactory(title="BGB", as_of=date(2026, 11, 20))
    WordingFactory(law=law)
    load(small_course())
    law.refresh_from_db()
    assert (law.title, law.as_of) == ("Bürgerliches Gesetzbuch", date(2026, 4, 29))
    law.as_of = date(2026, 11, 20)
    law.save()
    load(small_course())
    law.refresh_from_db()
    assert law.as_of == date(2026, 11, 20)


def test_local_facts_come_with_their_labels_and_a_changed_law_leaves_nothing_behind(load):
    asked = shapes.Block("local_fact", "ffff", {"key": "amt"})
    fact = shapes.LocalFact(
        "amt",
        "name",
        "Name und Adresse.",
        {"de": shapes.FactText("Das Amt"), "ar": shapes.FactText("الدائرة", machine=True)},
    )
    course = replace(small_course(prose("aaaa", "Eins."), asked, arabic=(asked,)), local_facts=(fact,))
    load(course)
    key = LocalFactKey.objects.get()
    assert (key.slug, key.kind, key.hint) == ("amt", "name", "Name und Adresse.")
    Review.objects.create(question=Question.objects.get(), cause="law", reason="§ 551 BGB", opened_at=NOW)

    assert export_course("klein") == course
    load(course)
    assert Review.objects.open().get().cause == "law"
    assert {row.label for row in key.own_rows()} == {"Das Amt", "الدائرة"}


def test_the_bundled_course_is_written_in_its_canonical_form():
    course = read_course(BUNDLED)

    for name, text in course_files(course):
        assert (BUNDLED / name).read_text() == text, name
    assert [len(module.questions) >= 8 for module in course.modules] == [True] * 10
    assert all(sum(not q.uncertain for q in module.questions) >= 8 for module in course.modules)
    assert sum(len(module.lessons) for module in course.modules) == 49
