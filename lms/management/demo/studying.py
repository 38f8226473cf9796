"""Playing what a learner did: joining by code, lessons in the evening, quizzes until one is passed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import uuid4

from curriculum.models import Completes, Lesson, Quiz
from lms.learning.attempting import finish_attempt, save_answers, start_attempt
from lms.learning.enrolling import join_as_new, leave, move
from lms.learning.models import Enrolment
from lms.learning.studying import check_oneself, complete_lesson, open_lesson
from lms.people.login_cards import Card
from lms.people.models import User

from .answers import give
from .cohorts import Group
from .learners import Learner
from .timetable import moment

LESSONS_AN_EVENING = 2


@dataclass
class Enrolled:
    """A learner of the demo on the site; `card` is known to nobody else but its holder."""

    learner: Learner
    enrolment: Enrolment
    card: Card

    @property
    def person(self) -> User:
        return self.enrolment.learner


def play(learner: Learner, groups: dict[str, Group], *, at: datetime) -> Enrolled:
    """Let the learner join and do everything that their story says, as far as it lies before `at`."""
    group = groups[learner.cohort]
    dice = Random(learner.name)  # noqa: S311 - the same school each time
    enrolled = _join(learner, groups, dice)
    term = Term(learner, group, enrolled.person, dice, at)
    for number in range(1, learner.done + 1):
        term.lessons(number)
        term.quiz(number, passes=True)
    if learner.lessons:
        term.lessons(learner.done + 1, learner.lessons)
        term.quiz(learner.done + 1, passes=False)
    if learner.left_after_days:
        leave(enrolled.enrolment, by=enrolled.person, at=_evening(group, learner.left_after_days))
    return enrolled


def _join(learner: Learner, groups: dict[str, Group], dice: Random) -> Enrolled:
    """With the code, at the first meeting or a while before; somebody may have begun in another cohort."""
    first = groups[learner.came_from or learner.cohort]
    at = first.timetable.meeting(1) - timedelta(days=dice.randrange(6), minutes=dice.randrange(10, 120))
    joined = join_as_new(
        first.cohort, display_name=learner.name, language=learner.language, key=uuid4(), at=at
    )
    enrolment = joined.enrolment
    if learner.came_from:
        group = groups[learner.cohort]
        moved_at = _evening(group, learner.came_after_days)
        enrolment = move(enrolment, group.cohort, by=group.trainer, at=moved_at)
    return Enrolled(learner, enrolment, joined.card)


def _evening(group: Group, days: int) -> datetime:
    """An evening so many days after the first meeting."""
    return moment(group.timetable.starts_on + timedelta(days=days), time(20, 10))


@dataclass
class Term:
    """One learner's way through the modules; what would lie in the future does not happen."""

    learner: Learner
    group: Group
    person: User
    dice: Random
    until: datetime
    _day: date = field(init=False)

    def lessons(self, number: int, count: int | None = None) -> None:
        """The first `count` lessons of the module, or all, two an evening."""
        self._day = self.group.timetable.module(number) + timedelta(days=self.learner.days_late)
        for place, lesson in enumerate(self.group.lessons(number)[:count]):
            begun = self._evening(place // LESSONS_AN_EVENING, place % LESSONS_AN_EVENING)
            self._lesson(lesson, begun)
        self._day += timedelta(days=len(self.group.lessons(number)) // LESSONS_AN_EVENING + 1)

    def quiz(self, number: int, *, passes: bool) -> None:
        """The attempts at the module's quiz, one every other day: those that failed, then one that passes."""
        module = self.group.modules[number - 1].module
        for _failed in range(self.learner.failed.get(number, 0)):
            self._attempt(module.quiz, share_wrong=self.dice.uniform(0.4, 0.7))
        if passes:
            self._attempt(module.quiz, share_wrong=self.dice.choice([0, 0, 0.13, 0.13]))
        elif self.learner.has_open_attempt:
            self._begin(module.quiz)

    def _lesson(self, lesson: Lesson, begun: datetime) -> None:
        ended = begun + timedelta(minutes=lesson.minutes)
        if ended >= self.until:
            return
        open_lesson(self.person, lesson.pk, at=begun)
        if lesson.completes == Completes.SELF_CHECK:
            check_oneself(self.person, lesson, client_key=uuid4(), at=ended - timedelta(seconds=40))
        complete_lesson(self.person, lesson, client_key=uuid4(), at=ended)

    def _attempt(self, quiz: Quiz, *, share_wrong: float) -> None:
        begun = self._evening()
        ended = begun + timedelta(minutes=self.dice.randrange(6, 17))
        self._day += timedelta(days=2)
        if ended >= self.until:
            return
        key = uuid4()
        attempt = self._start(quiz, key, begun)
        counting = attempt.answers.filter(counts=True).count()
        answers = give(attempt, wrong=round(counting * share_wrong), dice=self.dice)
        finish_attempt(attempt, answers, client_key=key, at=ended)

    def _begin(self, quiz: Quiz) -> None:
        """Half of the answers, then the phone rang."""
        begun = self._evening()
        if begun < self.until:
            attempt = self._start(quiz, uuid4(), begun)
            half = attempt.answers.count() // 2
            answers = give(attempt, wrong=1, dice=self.dice).items()
            given = {position: answer for position, answer in answers if position <= half}
            save_answers(attempt, given, at=begun + timedelta(minutes=4))

    def _start(self, quiz: Quiz, key, begun: datetime):
        course = self.group.cohort.course.slug
        return start_attempt(
            self.person, quiz, client_key=key, language=self.learner.language, at=begun, course=course
        )

    def _evening(self, days: int = 0, place: int = 0) -> datetime:
        return moment(self._day + timedelta(days=days), time(18 + place, self.dice.randrange(5, 30)))
