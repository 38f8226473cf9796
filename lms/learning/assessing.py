"""Practical work: handed in by a learner, accepted or given back by somebody of the team."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.models import Assignment
from lms.people.auditing import record
from lms.people.models import User
from lms.people.refusals import Refusal

from .models import Assessment, Enrolment, Submission
from .projecting import hold, project_module
from .recording import KeyReused


class NothingHandedIn(Refusal):
    sentence = _("There is nothing written yet. Say in a few sentences what you did.")


class NotYourAssignment(Refusal):
    sentence = _("Only those who learn in this course can hand in work for it.")


class OwnWork(Refusal):
    sentence = _("Nobody assesses their own work. Ask somebody else of the team.")


class FeedbackMissing(Refusal):
    sentence = _("Say what is missing, so that it can be done better.")


@transaction.atomic
def hand_in(
    learner: User, assignment: Assignment, text: str, *, client_key: UUID, at: datetime
) -> Submission:
    """Keep the work as it is; each later one is kept beside it. The same key and text are the same work.

    Raises `NothingHandedIn`, `NotYourAssignment`, `KeyReused`.
    """
    if not text.strip():
        raise NothingHandedIn
    hold(learner)
    same = Submission.objects.of(learner).filter(client_key=client_key).first()
    if same:
        if (same.assignment_id, same.text) != (assignment.pk, text):
            raise KeyReused
        return same
    enrolments = Enrolment.objects.of(learner).running().order_by("-enrolled_at", "-pk")
    enrolment = enrolments.filter(cohort__course__course_modules__module=assignment.module_id).first()
    if enrolment is None:
        raise NotYourAssignment
    return Submission.objects.create(
        learner=learner,
        assignment=assignment,
        enrolment=enrolment,
        client_key=client_key,
        text=text,
        submitted_at=at,
    )


@transaction.atomic
def assess(
    submission: Submission, *, accepted: bool, feedback: str = "", by: User, at: datetime
) -> Assessment:
    """Accept the work, or give it back with what is missing. An acceptance counts for the module at once.

    Raises `OwnWork`, `FeedbackMissing`.
    """
    learner, cohort = submission.learner, submission.enrolment.cohort
    if by == learner:
        raise OwnWork
    if not accepted and not feedback.strip():
        raise FeedbackMissing
    assessment = Assessment.objects.create(
        submission=submission,
        learner=learner,
        assessed_by=by,
        accepted=accepted,
        feedback=feedback,
        assessed_at=at,
    )
    record(
        "work_assessed", assessment, by=by, at=at, person=learner, location=cohort.location, accepted=accepted
    )
    project_module(learner, submission.assignment.module_id, at=at)
    return assessment
