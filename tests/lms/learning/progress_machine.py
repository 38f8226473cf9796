"""Whatever learners and the team do, in any order and however often: progress made anew is the progress that is there.

A hypothesis machine against the real database. Every run begins in the school that stands, and is forgotten at its
end.
"""

import contextlib
import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from curriculum.archiving import archive, bring_back
from curriculum.asking_anew import ask_anew
from curriculum.generation import forget
from curriculum.models import Assignment, CourseModule, Lesson, Module, Question, Quiz, QuizQuestion
from lms.learning.completion import Kind, Part
from lms.learning.models import Attempt, Enrolment, LessonProgress, ModuleProgress, Override
from lms.learning.overriding import apply_requirement, override, withdraw
from lms.learning.projecting import project_module, rebuild
from lms.learning.recording import KeyReused
from lms.learning.studying import check_oneself, complete_lesson, open_lesson
from lms.people.refusals import Refusal
from tests.factories.certificates import accept_work, live
from tests.factories.curriculum import (
    AssignmentFactory,
    CourseFactory,
    LessonFactory,
    ModuleFactory,
    QuizFactory,
)
from tests.factories.learning import CohortFactory, EnrolmentFactory
from tests.factories.people import UserFactory

BEGUN = timezone.make_aware(dt.datetime(2026, 9, 1, 9))
few = st.integers(0, 3)
keys = st.integers(0, 4).map(lambda number: UUID(int=number))  # few, so that they are used again


def school():
    """Two courses that share a module; two learners, one in both."""
    shared = live(ModuleFactory(text=False), title="Geteilt")
    courses = [live(CourseFactory(text=False), title="Kurs") for _ in range(2)]
    own = live(ModuleFactory(course=courses[0], text=False), title="Eigenes")
    for course in courses:
        CourseModule.objects.create(course=course, module=shared, sort_order=5)
    for module in (shared, own):
        for _ in range(2):
            live(LessonFactory(module=module, text=False), title="Lektion")
        QuizQuestion.objects.create(
            quiz=QuizFactory(module=module), question=Question.objects.create(module=module, slug="q")
        )
    live(AssignmentFactory(module=shared, text=False), title="Aufgabe", task="Tun.")
    cohorts = [CohortFactory(course=course) for course in courses]
    first = EnrolmentFactory(cohort=cohorts[0], enrolled_at=BEGUN)
    EnrolmentFactory(cohort=cohorts[1], enrolled_at=BEGUN, learner=first.learner)
    EnrolmentFactory(cohort=cohorts[1], enrolled_at=BEGUN)


class ProgressMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        forget()
        self.teacher, self.now = UserFactory(), BEGUN

    def teardown(self):
        before = stored()
        LessonProgress.objects.all().delete()
        ModuleProgress.objects.all().delete()
        list(rebuild())
        try:
            assert stored() == before
        finally:
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    def later(self, hours=1):
        self.now += dt.timedelta(hours=hours)
        return self.now

    def one(self, model, number):
        rows = model.objects.order_by("pk")
        return rows[number % rows.count()]

    # -- what learners do ---------------------------------------------------------------------------------------------

    @rule(learner=few, lesson=few)
    def open(self, learner, lesson):
        open_lesson(self.one(Enrolment, learner).learner, self.one(Lesson, lesson).pk, at=self.later())

    @rule(learner=few, lesson=few, key=keys, checks=st.booleans())
    def do_a_lesson(self, learner, lesson, key, checks):
        act = check_oneself if checks else complete_lesson
        with contextlib.suppress(KeyReused):
            act(
                self.one(Enrolment, learner).learner,
                self.one(Lesson, lesson),
                client_key=key,
                at=self.later(0),
            )

    @rule(learner=few, quiz=few, marks=st.integers(0, 10))
    def finish_an_attempt(self, learner, quiz, marks):
        enrolment, quiz = self.one(Enrolment, learner), self.one(Quiz, quiz)
        number = Attempt.objects.filter(learner=enrolment.learner, quiz=quiz).count() + 1
        Attempt.objects.create(
            learner=enrolment.learner,
            quiz=quiz,
            enrolment=enrolment,
            number=number,
            client_key=UUID(int=100 + Attempt.objects.count()),
            seed=1,
            pass_mark=quiz.pass_mark,
            started_at=self.now,
            finished_at=(at := self.later()),
            marked_at=at,
            marks=Decimal(marks) / 10,
            max_marks=1,
        )
        project_module(enrolment.learner, quiz.module_id, at=self.now)

    # -- what the team does -------------------------------------------------------------------------------------------

    @rule(learner=few)
    def accept(self, learner):
        enrolment, work = self.one(Enrolment, learner), self.one(Assignment, 0)
        accept_work(enrolment, work, at=self.later(), by=self.teacher)
        project_module(enrolment.learner, work.module_id, at=self.now)

    @rule(learner=few, kind=st.sampled_from([*Kind]), number=few)
    def count_as_done(self, learner, kind, number):
        model = {Kind.MODULE: Module, Kind.LESSON: Lesson, Kind.QUIZ: Quiz, Kind.ASSIGNMENT: Assignment}[kind]
        part = Part(kind, self.one(model, number).pk)
        with contextlib.suppress(Refusal):
            override(self.one(Enrolment, learner), part, reason="So", by=self.teacher, at=self.later())

    @rule(number=few)
    def take_back(self, number):
        if Override.objects.standing().exists():
            rows = Override.objects.standing().order_by("pk")
            withdraw(rows[number % rows.count()], by=self.teacher, at=self.later())

    @rule(lesson=few)
    def change_substance(self, lesson):
        ask_anew(self.one(Lesson, lesson), by=self.teacher, at=self.later())

    @rule(module=few)
    def require_more(self, module):
        live(LessonFactory(module=self.one(Module, module), text=False), title="Neu")

    @rule(cohort=few, lesson=st.integers(0, 9))
    def apply_a_requirement(self, cohort, lesson):
        part = Part(Kind.LESSON, self.one(Lesson, lesson).pk)
        with contextlib.suppress(Refusal):
            apply_requirement(self.one(Enrolment, cohort).cohort, part, by=self.teacher, at=self.later())

    @rule(lesson=st.integers(0, 9))
    def archive_or_bring_back(self, lesson):
        lesson = self.one(Lesson, lesson)
        if lesson.archived_at:
            bring_back(lesson, by=self.teacher)
        else:
            archive(lesson, by=self.teacher, at=self.later())

    @rule(lesson=st.integers(0, 9))
    def withdraw_or_publish(self, lesson):
        row = self.one(Lesson, lesson).own_rows().get()
        if row.live:
            row.unpublish()
        else:
            row.save_revision().publish()

    @rule(quiz=few)
    def take_the_questions_away_or_ask_one(self, quiz):
        quiz = self.one(Quiz, quiz)
        if quiz.slots.exists():
            quiz.slots.all().delete()
        else:
            QuizQuestion.objects.create(quiz=quiz, question=self.one(Question, quiz.pk))

    @rule(question=few)
    def archive_or_bring_back_a_question(self, question):
        question = self.one(Question, question)
        if question.archived_at:
            bring_back(question, by=self.teacher)
        else:
            archive(question, by=self.teacher, at=self.later())

    @invariant()
    def progress_agrees_with_the_facts(self):
        assert list(rebuild(check=True)) == []


def stored() -> list:
    """All rows of progress, but for their own ids."""
    lessons = LessonProgress.objects.values_list(
        "learner", "lesson", "opened_at", "completed_at", "substance"
    )
    modules = ModuleProgress.objects.values_list(
        "learner", "module", "lessons_completed", "best_share", "quiz_passed_at", "completed_at"
    )
    return [*lessons.order_by("learner", "lesson"), *modules.order_by("learner", "module")]
