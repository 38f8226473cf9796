"""What the team decides about progress: to count a part as done, to take that back, to ask a cohort for what is new."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.course_outline import Outline
from curriculum.models import Assignment, Lesson, Quiz
from curriculum.outlining import outline
from curriculum.translation import SOURCE
from lms.people.auditing import record
from lms.people.models import User
from lms.people.refusals import Refusal

from .completion import Kind, ModuleAsked, Part
from .models import AppliedRequirement, Cohort, Enrolment, Override
from .progressing import asked_by
from .projecting import hold, project_again, project_module


class OwnProgress(Refusal):
    sentence = _("Nobody counts something as done for themselves. Ask somebody else of the team.")


class ReasonMissing(Refusal):
    sentence = _("Say why. The learner reads it, and it stands in the evidence of the certificate.")


class NotInThisCourse(Refusal):
    sentence = _("This is no part of the course that the person learns.")


class AlreadyCounted(Refusal):
    sentence = _("This is counted as done already.")


class AlreadyWithdrawn(Refusal):
    sentence = _("This was taken back already.")


class NotRequiredLater(Refusal):
    sentence = _("This was required from the beginning: it is asked of everybody.")


@transaction.atomic
def override(enrolment: Enrolment, part: Part, *, reason: str, by: User, at: datetime) -> Override:
    """Count the part as done for the learner, wherever it is learned, until it is withdrawn. A lesson as it is now.

    Raises `OwnProgress`, `ReasonMissing`, `NotInThisCourse`, `AlreadyCounted`.
    """
    learner, cohort = enrolment.learner, enrolment.cohort
    if by == learner:
        raise OwnProgress
    if not reason.strip():
        raise ReasonMissing
    module = _module_with(outline(cohort.course.slug, SOURCE), part)
    hold(learner)
    same = {"object_kind": part.kind, "object_id": part.id}
    if Override.objects.of(learner).standing().filter(**same).exists():
        raise AlreadyCounted
    made = Override.objects.create(
        learner=learner,
        enrolment=enrolment,
        substance=module.parts[part].substance if part.kind == Kind.LESSON else None,
        reason=reason.strip(),
        made_by=by,
        made_at=at,
        **same,
    )
    record(
        "overridden", made, by=by, at=at, person=learner, location=cohort.location, reason=made.reason, **same
    )
    project_module(learner, module.id, at=at)
    return made


@transaction.atomic
def withdraw(made: Override, *, by: User, at: datetime) -> Override:
    """Take an override back: from now on only what the learner did counts. Raises `OwnProgress`, `AlreadyWithdrawn`."""
    learner = made.learner
    if by == learner:
        raise OwnProgress
    hold(learner)
    if not Override.objects.standing().filter(pk=made.pk).update(withdrawn_at=at, withdrawn_by=by):
        raise AlreadyWithdrawn
    made.refresh_from_db()
    cohort = made.enrolment.cohort
    record("override_withdrawn", made, by=by, at=at, person=learner, location=cohort.location)
    project_module(learner, _module_of(Part(made.object_kind, made.object_id)), at=at)
    return made


@transaction.atomic
def apply_requirement(cohort: Cohort, part: Part, *, by: User, at: datetime) -> AppliedRequirement:
    """Ask everybody in the cohort for what became required after some had begun. Once applied, it stays.

    Raises `NotInThisCourse`, `NotRequiredLater`.
    """
    module = _module_with(outline(cohort.course.slug, SOURCE), part)
    asked = module if part.kind == Kind.MODULE else module.parts[part]
    if asked.required_from is None:
        raise NotRequiredLater
    applied, new = AppliedRequirement.objects.get_or_create(
        cohort=cohort,
        object_kind=part.kind,
        object_id=part.id,
        defaults={"applied_by": by, "applied_at": at},
    )
    if new:
        record(
            "requirement_applied",
            applied,
            by=by,
            at=at,
            location=cohort.location,
            part=f"{part.kind} {part.id}",
        )
        project_again(module.id)
    return applied


def _module_with(found: Outline | None, part: Part) -> ModuleAsked:
    for module in asked_by(found) if found else ():
        if part in module.parts or part == Part(Kind.MODULE, module.id):
            return module
    raise NotInThisCourse


def _module_of(part: Part) -> int:
    """The id of the part's module, wherever it is taught now."""
    if part.kind == Kind.MODULE:
        return part.id
    noun = {Kind.LESSON: Lesson, Kind.QUIZ: Quiz, Kind.ASSIGNMENT: Assignment}[part.kind]
    return noun.objects.values_list("module", flat=True).get(pk=part.id)
