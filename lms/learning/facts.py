"""What learners did, fetched from the database for the pure functions of `completion`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import connection
from django.utils.timezone import localdate

from .completion import Facts, Kind, LessonDone, ModuleAsked, Overridden, Part, QuizDone
from .models import AppliedRequirement, Assessment, Attempt, Enrolment, Verb
from .plain_sql import moment, places

#: what stands in the place of the verb where the team counts something as done
OVERRIDDEN = "overridden"
ACTS = """
SELECT learner_id, object_kind, object_id, verb, received_at, substance, '', 0, NULL
FROM learning_learningrecord WHERE learner_id IN ({learners}) AND object_kind = 'lesson' AND {which}
UNION ALL
SELECT learner_id, object_kind, object_id, 'overridden', made_at, substance, reason, made_by_id, withdrawn_at
FROM learning_override WHERE learner_id IN ({learners})
"""


def facts_of(learner, **asking) -> Facts:
    """All that a learner has done, in three queries; `asking` as from `asking_in`."""
    return replace(facts_of_all([learner.pk])[learner.pk], **asking)


def facts_of_all(learner_ids: Iterable[int]) -> dict[int, Facts]:
    """Learner id → all that the learner has done; three queries, however many learners."""
    ids = list(learner_ids)
    found = {pk: _nothing() for pk in ids}
    _add_acts(found)
    _add_attempts(found, Attempt.objects.filter(learner__in=ids))
    _add_accepted(found, Assessment.objects.filter(learner__in=ids))
    return found


def facts_in(learner, modules: Iterable[ModuleAsked], **asking) -> tuple[Facts, frozenset[int]]:
    """What a learner has done of what the modules ask, and the ids of their lessons that were opened.

    One query, one more if a module has a quiz, another one if one has practical work.
    """
    facts = _nothing()
    found, ids = {learner.pk: facts}, defaultdict(list)
    for kind, id in (part for module in modules for part in module.parts):
        ids[kind].append(id)
    opened = _add_acts(found, ids[Kind.LESSON])
    if quizzes := ids[Kind.QUIZ]:
        _add_attempts(found, Attempt.objects.filter(learner=learner, quiz__in=quizzes))
    if assignments := ids[Kind.ASSIGNMENT]:
        accepted = Assessment.objects.filter(learner=learner, submission__assignment__in=assignments)
        _add_accepted(found, accepted)
    return replace(facts, **asking), frozenset(opened)


def asking_in(enrolment: Enrolment, modules: Iterable[ModuleAsked]) -> dict:
    """Since when the enrolment is asked, and what was applied to it later: a part of its facts."""
    begun_on = localdate(enrolment.enrolled_at)
    return {"begun_on": begun_on, "applied": applied_in(enrolment.cohort_id, modules, begun_on=begun_on)}


def applied_in(cohort_id: int, modules: Iterable[ModuleAsked], *, begun_on: date | None) -> frozenset[Part]:
    """What its trainer applied to a cohort; a query only where something is required since the day `begun_on`."""
    if begun_on is None or not any(asks_later(module, than=begun_on) for module in modules):
        return frozenset()
    rows = AppliedRequirement.objects.filter(cohort=cohort_id)
    return frozenset(Part(*row) for row in rows.values_list("object_kind", "object_id"))


def first_day(enrolments: Iterable[Enrolment]) -> date | None:
    """The day on which the first of them began; None for none."""
    return min((localdate(enrolment.enrolled_at) for enrolment in enrolments), default=None)


def asks_later(module: ModuleAsked, *, than: date = date.min) -> bool:
    """Whether the module, or something in it, is required from a later day on."""
    days = (part.required_from for part in (module, *module.parts.values()))
    return any(day and day > than for day in days)


def asking_of_all(learner_ids: Iterable[int]) -> dict[int, dict[int, dict]]:
    """Learner id → module id → what `asking_in` says of the earliest enrolment with the module; two queries.

    Of a module in several courses, what was applied in any of their cohorts counts.
    """
    applied = defaultdict(set)
    for cohort_id, *part in AppliedRequirement.objects.values_list("cohort", "object_kind", "object_id"):
        applied[cohort_id].add(Part(*part))
    found: dict[int, dict[int, tuple[date, frozenset]]] = defaultdict(dict)
    rows = Enrolment.objects.filter(learner__in=list(learner_ids)).order_by("-enrolled_at", "-pk")
    columns = ("learner", "cohort", "enrolled_at", "cohort__course__course_modules__module")
    for learner_id, cohort_id, enrolled_at, module_id in rows.values_list(*columns):
        known = found[learner_id].get(module_id, {"applied": frozenset()})["applied"]
        found[learner_id][module_id] = {
            "begun_on": localdate(enrolled_at),
            "applied": known | applied[cohort_id],
        }
    return found


def _nothing() -> Facts:
    return Facts(None, *(defaultdict(list) for _ in range(4)), waiting=defaultdict(list))


def _add_acts(found: dict[int, Facts], lesson_ids: Iterable[int] | None = None) -> set[int]:
    """Completions and overrides, by one statement; the ids of those of the lessons that were opened."""
    learners, opened = [*found], set()
    lessons = [*lesson_ids] if lesson_ids is not None else []
    which = f"object_id IN ({places(lessons)})" if lesson_ids is not None else "verb = 'completed'"
    with connection.cursor() as cursor:
        cursor.execute(ACTS.format(learners=places(learners), which=which), [*learners, *lessons, *learners])
        acts = cursor.fetchall()
    for learner_id, kind, id, verb, at, substance, reason, by, withdrawn_at in acts:
        if verb == OVERRIDDEN:
            override = Overridden(moment(at), reason, by, substance or 1, moment(withdrawn_at))
            found[learner_id].overrides[Part(kind, id)].append(override)
        elif verb == Verb.COMPLETED:
            found[learner_id].lessons[id].append(LessonDone(moment(at), substance))
        elif verb == Verb.OPENED:
            opened.add(id)
    return opened


def _add_attempts(found: dict[int, Facts], attempts) -> None:
    columns = "finished_at", "marked_at", "marks", "max_marks", "pass_mark", "number"
    for learner_id, quiz_id, finished_at, at, marks, max_marks, pass_mark, number in (
        attempts.finished().order_by().values_list("learner", "quiz", *columns)
    ):
        if at is None:
            found[learner_id].waiting[quiz_id].append(finished_at)
            continue
        share = marks / max_marks if max_marks else None
        found[learner_id].quizzes[quiz_id].append(QuizDone(at, share, pass_mark, number))


def _add_accepted(found: dict[int, Facts], assessments) -> None:
    for learner_id, assignment_id, at in (
        assessments.filter(accepted=True)
        .order_by()
        .values_list("learner", "submission__assignment", "assessed_at")
    ):
        found[learner_id].assignments[assignment_id].append(at)
