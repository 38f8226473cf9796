"""The settings of a quiz in a course folder: told as little as possible, brought in, handed out again the same."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from curriculum.interop.course_folder.faults import BrokenCourseFolder
from curriculum.interop.course_folder.quiz_settings import COLUMNS, Draw, QuizSettings
from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.course_folder.shapes import Part
from curriculum.interop.course_folder.writing import course_files, write_course
from curriculum.interop.exporting import export_course
from curriculum.interop.loading import load_course
from curriculum.models import FeedbackBand, Loaded, Question, Quiz
from curriculum.review_matrix import open_review

from .test_loading import small_course

SETTINGS = QuizSettings(
    practice=True,
    attempts_allowed=3,
    counting="average",
    first_wait_minutes=60,
    time_limit_minutes=20,
    opens_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    shuffles=False,
    one_a_page=True,
    sequential=True,
    review=open_review() | {"during": ["given", "correctness"]},
    draws=(Draw(place=1, number=2, category="miete", tag="frist", marks=Decimal("0.5")), Draw(place=3)),
)
MODULE = "01-mietvertrag/module.yaml"


def with_quiz(settings):
    """A course with one question that is always asked, and three in the bank to be drawn."""
    course = small_course()
    (module,), (question,) = course.modules, course.modules[0].questions
    questions = (
        replace(question, marks=Decimal(2)),
        *(replace(question, id=f"b{n}", fixed=False, category="miete", tags=("frist",)) for n in (1, 2, 3)),
    )
    text = replace(module.texts["de"], feedback=(Part("0", "Lies noch einmal."), Part("80", "Stark!")))
    module = replace(module, quiz=settings, questions=questions, texts={**module.texts, "de": text})
    return replace(course, modules=(module,))


@pytest.fixture
def load(tmp_path):
    def load(course):
        write_course(course, tmp_path)
        return load_course(tmp_path, at=timezone.now())

    return load


def test_a_quiz_as_any_other_says_nothing_of_itself():
    assert "quiz" not in dict(course_files(small_course()))[MODULE]


def test_only_what_is_special_is_said():
    said = dict(course_files(with_quiz(QuizSettings(counting="last"))))[MODULE]
    assert said.endswith("quiz:\n  counting: last\n")


def test_a_new_quiz_of_the_site_is_a_new_quiz_of_the_folder():
    quiz, settings = Quiz(), QuizSettings()
    assert {name: getattr(quiz, name) for name in COLUMNS} == {
        name: getattr(settings, name) for name in COLUMNS
    }


@pytest.mark.django_db
def test_settings_come_in_and_go_out_the_same(load):
    course = with_quiz(SETTINGS)
    load(course)
    quiz = Quiz.objects.get()
    assert [(s.question and s.question.slug, s.number, s.max_marks) for s in quiz.slots.all()] == [
        (None, 2, Decimal("0.5")),
        ("q1", 1, 2),
        (None, 1, 1),
    ]
    assert (quiz.counting, quiz.opens_at, quiz.sequential) == ("average", SETTINGS.opens_at, True)
    assert Question.objects.get(slug="b1").tags == ["frist"]
    assert dict(course_files(export_course(course.slug))) == dict(course_files(course))


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_a_change_is_taken(load):
    load(with_quiz(SETTINGS))
    slots = list(Quiz.objects.get().slots.values())
    load(with_quiz(SETTINGS))
    assert list(Quiz.objects.get().slots.values()) == slots
    changed = with_quiz(replace(SETTINGS, practice=False, review=open_review(), draws=()))
    load(changed)
    quiz = Quiz.objects.get()
    assert (quiz.practice, quiz.review, quiz.slots.count()) == (False, open_review(), 1)
    assert dict(course_files(export_course(changed.slug))) == dict(course_files(changed))


@pytest.mark.django_db
def test_what_the_site_has_set_stays(load):
    load(with_quiz(SETTINGS))
    Quiz.objects.update(attempts_allowed=5)
    load(with_quiz(SETTINGS))
    assert Quiz.objects.get().attempts_allowed == 5


@pytest.mark.django_db
def test_words_on_results_come_and_go_with_the_folder(load):
    load(with_quiz(SETTINGS))
    site_own = FeedbackBand.objects.create(module=Quiz.objects.get().module, from_percent=50)
    course = with_quiz(SETTINGS)
    text = replace(course.modules[0].texts["de"], feedback=(Part("80", "Großartig!"),))
    module = replace(course.modules[0], texts={"de": text})
    load(replace(course, modules=(module,)))
    bands = FeedbackBand.objects.order_by("from_percent")
    assert [band.from_percent for band in bands] == [50, 80] and bands[0] == site_own
    assert bands[1].own_rows().get().words == "Großartig!"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("attempts_allowed: 0", "a whole number from 1"),
        ("counting: worst", "is one of: best, last, first, average"),
        ("sequential: true", "needs “one_a_page: true”"),
        ("opens_at: 2026-11-02", "a moment with its time zone"),
        ("review: {later: [marks, given]}", "stands in this order"),
        ("review: {ever: []}", "is not known here"),
        ("secret: 1", "is not known here"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path, said, sentence):
    write_course(small_course(), tmp_path)
    with (tmp_path / MODULE).open("a") as file:
        file.write(f"quiz:\n  {said}\n")
    with pytest.raises(BrokenCourseFolder) as refused:
        read_course(tmp_path)
    (fault,) = refused.value.faults
    assert (fault.file, fault.line) == (MODULE, 4) and sentence in str(fault)


@pytest.mark.django_db
def test_a_setting_that_no_file_could_say_at_the_last_load_is_taken_when_one_says_it(load):
    course = with_quiz(QuizSettings())
    load(course)
    loaded = Loaded.objects.get(kind="quiz")
    for name in ("counting", "one_a_page", "draws"):
        loaded.facts.pop(name)
    loaded.save()
    Quiz.objects.update(one_a_page=True)  # that the site says by itself stays
    load(with_quiz(QuizSettings(counting="last", draws=(Draw(place=1),))))
    quiz = Quiz.objects.get()
    assert (quiz.counting, quiz.one_a_page) == ("last", True)
    assert quiz.slots.filter(question=None).count() == 1
