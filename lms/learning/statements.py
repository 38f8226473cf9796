"""All statements about what learners did, one after the other, whatever their number: learners by the hundred."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from curriculum.models import Assignment, Course, Lesson, Module, Question, Quiz
from curriculum.outlining import outline
from curriculum.translation import SOURCE
from lms.people.models import User

from .completion import ModuleAsked, completion
from .facts import asking_in, facts_of_all
from .models import (
    Answer,
    Assessment,
    Attempt,
    Cohort,
    Enrolment,
    LearningRecord,
    ModuleProgress,
    Override,
    Verb,
)
from .progressing import asked_by
from .stating import Activity, Stater, duration, response, score

#: learners looked at together, and rows fetched at once
MANY, ROWS = 100, 500
#: what learners did in lessons → verb of the statement
SAID = {Verb.OPENED: "experienced", Verb.CHECKED: "interacted", Verb.COMPLETED: "completed"}


@dataclass(frozen=True)
class Wanted:
    """Whose statements: of one learner, of those in a cohort (what they did in its course), since a moment, or all.

    `responses`: with what was answered, which may be words of their own.
    """

    learner: User | None = None
    cohort: Cohort | None = None
    since: datetime | None = None
    responses: bool = False

    def learners(self) -> QuerySet:
        people = User.objects.filter(enrolments__isnull=False)
        if self.learner:
            people = people.filter(pk=self.learner.pk)
        if self.cohort:
            people = people.filter(enrolments__cohort=self.cohort)
        return people.distinct().order_by("pk")

    def since_then(self, rows: QuerySet, name: str) -> QuerySet:
        return rows.filter(**{f"{name}__gte": self.since}) if self.since else rows


def statements(wanted: Wanted, *, site: str, at: datetime, progress=None) -> Iterator[dict]:
    """The statements up to `at`. `progress` is told how many learners are done."""
    telling = Telling(wanted, Stater(site), at)
    ids = list(wanted.learners().values_list("pk", flat=True))
    for start in range(0, len(ids), MANY):
        yield from telling.of(ids[start : start + MANY])
        if progress:
            progress(min(start + MANY, len(ids)), len(ids))


class Telling:
    """One export: knows the titles of all that is taught, and of some learners at a time where they were enrolled."""

    def __init__(self, wanted: Wanted, stater: Stater, at: datetime):
        self.wanted, self.stater, self.at = wanted, stater, at
        self.names = {
            noun._meta.model_name: _names(noun) for noun in (Course, Module, Lesson, Assignment, Question)
        }
        self.module_of = {
            noun._meta.model_name: dict(noun.objects.values_list("pk", "module"))
            for noun in (Lesson, Quiz, Assignment)
        }
        modules = wanted.cohort.course.modules if wanted.cohort else Module.objects
        self.modules = set(modules.values_list("pk", flat=True))
        self.asked: dict[str, list[ModuleAsked]] = {}
        self.enrolled: dict[tuple[int, int], tuple[int, int]] = {}

    def of(self, learner_ids: list[int]) -> Iterator[dict]:
        """Source by source, each in the order of its ids."""
        self.enrolled = _enrolled(learner_ids)
        for source in (
            self._records,
            self._attempts,
            self._answers,
            self._assessments,
            self._overrides,
            self._modules,
            self._courses,
        ):
            yield from source(learner_ids)

    def _records(self, ids):
        rows = LearningRecord.objects.filter(learner__in=ids, object_kind="lesson")
        for row in self._rows(rows, "received_at"):
            if self._is_of_course("lesson", row.object_id):
                result = {"completion": True} if row.verb == Verb.COMPLETED else None
                yield self._of(
                    f"record:{row.pk}",
                    row,
                    SAID[row.verb],
                    "lesson",
                    row.object_id,
                    row.received_at,
                    result=result,
                )

    def _attempts(self, ids):
        for row in self._rows(Attempt.objects.filter(learner__in=ids), "started_at"):
            if self._is_of_course("quiz", row.quiz_id):
                yield self._of(f"attempt:{row.pk}", row, "attempted", "quiz", row.quiz_id, row.started_at)
        for row in self._rows(Attempt.objects.filter(learner__in=ids).finished(), "finished_at"):
            if self._is_of_course("quiz", row.quiz_id):
                result = {"completion": True, "duration": duration(row.finished_at - row.started_at)}
                verb = "completed"
                if reached := score(row.marks, row.max_marks):
                    result |= {"score": reached, "success": row.passed}
                    verb = "passed" if row.passed else "failed"
                yield self._of(
                    f"attempt:{row.pk}", row, verb, "quiz", row.quiz_id, row.finished_at, result=result
                )

    def _answers(self, ids):
        rows = Answer.objects.filter(attempt__learner__in=ids, attempt__finished_at__isnull=False)
        rows = rows.filter(answered_at__isnull=False).select_related("attempt", "version", "text")
        for row in self._rows(rows, "answered_at"):
            quiz_id = row.attempt.quiz_id
            if not self._is_of_course("quiz", quiz_id):
                continue
            result = {}
            if row.marks is not None and (reached := score(row.marks, row.max_marks)):
                result = {"success": row.marks == row.max_marks, "score": reached}
            if self.wanted.responses and row.given is not None:
                result["response"] = response(row.given)
            asked = row.version.question_id
            question = Activity("question", asked, self.names["question"].get(asked, {}))
            yield self._stated(
                f"answer:{row.pk}",
                row.attempt.learner_id,
                "answered",
                question,
                row.answered_at,
                module=self.module_of["quiz"][quiz_id],
                parent=("quiz", quiz_id),
                result=result,
                language=row.text.language_code,
            )

    def _assessments(self, ids):
        rows = Assessment.objects.filter(learner__in=ids).select_related("submission")
        for row in self._rows(rows, "assessed_at"):
            work = row.submission.assignment_id
            if self._is_of_course("assignment", work):
                verb = "passed" if row.accepted else "failed"
                result = {"success": row.accepted, "completion": row.accepted}
                yield self._of(
                    f"assessment:{row.pk}", row, verb, "assignment", work, row.assessed_at, result=result
                )

    def _overrides(self, ids):
        for row in self._rows(Override.objects.filter(learner__in=ids), "made_at"):
            if self._is_of_course(row.object_kind, row.object_id):
                fact = f"override:{row.pk}"
                result = {"completion": True, "success": True}
                yield self._of(
                    fact, row, "waived", row.object_kind, row.object_id, row.made_at, result=result
                )
                if row.withdrawn_at:
                    yield self.stater.voiding(fact, "waived", row.withdrawn_by_id, row.withdrawn_at)

    def _modules(self, ids):
        rows = ModuleProgress.objects.filter(learner__in=ids, completed_at__isnull=False)
        for row in self._rows(rows, "completed_at"):
            if row.module_id in self.modules:
                fact = f"module:{row.module_id}:{row.learner_id}:{row.completed_at.isoformat()}"
                result = {"completion": True}
                yield self._of(
                    fact, row, "completed", "module", row.module_id, row.completed_at, result=result
                )

    def _courses(self, ids):
        rows = Enrolment.objects.filter(learner__in=ids).select_related("cohort__course").order_by("pk")
        if self.wanted.cohort:
            rows = rows.filter(cohort=self.wanted.cohort)
        facts = facts_of_all(ids)
        for row in rows:
            asked = self._asked(row.cohort.course.slug)
            own = replace(facts[row.learner_id], **asking_in(row, asked))
            done_at = completion(asked, own, at=self.at).completed_at
            if done_at and (not self.wanted.since or done_at >= self.wanted.since):
                course = row.cohort.course_id
                yield self.stater.statement(
                    f"course:{row.pk}:{done_at.isoformat()}",
                    row.learner_id,
                    "completed",
                    Activity("course", course, self.names["course"].get(course, {})),
                    done_at,
                    result={"completion": True},
                    registration=row.pk,
                )

    # -- parts of a statement -----------------------------------------------------------------------------------------

    def _asked(self, course: str) -> list[ModuleAsked]:
        if course not in self.asked:
            shown = outline(course, SOURCE)
            self.asked[course] = asked_by(shown) if shown else []
        return self.asked[course]

    def _rows(self, rows: QuerySet, moment: str) -> Iterable:
        rows = self.wanted.since_then(rows, moment).filter(**{f"{moment}__lte": self.at})
        return rows.order_by("pk").iterator(chunk_size=ROWS)

    def _is_of_course(self, kind: str, id: int) -> bool:
        return (id if kind == "module" else self.module_of[kind].get(id)) in self.modules

    def _of(self, fact: str, row, verb: str, kind: str, id: int, at: datetime, *, result=None) -> dict:
        """The statement about a part of a module."""
        module = id if kind == "module" else self.module_of[kind][id]
        names = self.names["module"].get(module, {}) if kind == "quiz" else self.names[kind].get(id, {})
        parent = None if kind == "module" else ("module", module)
        what = Activity(kind, id, names)
        return self._stated(fact, row.learner_id, verb, what, at, module=module, parent=parent, result=result)

    def _stated(self, fact, learner_id, verb, what, at, *, module: int, **rest) -> dict:
        enrolment, course = self.enrolled.get((learner_id, module), (None, None))
        return self.stater.statement(
            fact, learner_id, verb, what, at, registration=enrolment, course=course, **rest
        )


def _names(noun) -> dict[int, dict[str, str]]:
    """Id → language → title, of all that is published."""
    title = noun.rows().model.content_fields[0]
    found: dict[int, dict[str, str]] = {}
    rows = noun.rows().filter(live=True).order_by("master", "language_code")
    for id, language, words in rows.values_list("master", "language_code", title):
        if words:
            found.setdefault(id, {})[language] = words
    return found


def _enrolled(learner_ids) -> dict[tuple[int, int], tuple[int, int]]:
    """(learner id, module id) → the earliest enrolment with the module, and its course."""
    rows = Enrolment.objects.filter(learner__in=learner_ids).order_by("-enrolled_at", "-pk")
    columns = ("learner", "cohort__course__course_modules__module", "pk", "cohort__course")
    return {(learner, module): (pk, course) for learner, module, pk, course in rows.values_list(*columns)}
