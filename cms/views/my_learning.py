"""My path: what is next, how far, whom I meet when, and what is missing for the certificate."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, F, JSONField, OuterRef, Subquery
from django.shortcuts import render
from django.utils import timezone

from certificates.gathering import course_fact
from certificates.models import Award, Certificate, Offer
from certificates.presence import meetings_of, pledges_of
from certificates.qualifying import Finding, qualification
from certificates.requirements import Requirements
from curriculum.course_outline import Outline, OutlineAssignment
from curriculum.outlining import outline
from lms.learning.attendance_share import AttendanceState, MeetingPlanned, attendance
from lms.learning.completion import Completion
from lms.learning.models import Attendance, Enrolment, Meeting
from lms.learning.path import LessonStep, Path, path
from lms.learning.progressing import completion_of, locks_of
from lms.people.languages import interface_language

MEETINGS_SHOWN = 3


@dataclass(frozen=True)
class Stand:
    """Where a learner stands in the course of one cohort. `attendance` is None where the certificate asks for none;
    `further` is what else it asks for: marks, named meetings, signatures."""

    enrolment: Enrolment
    path: Path
    attendance: AttendanceState | None
    assignments: list[tuple[OutlineAssignment, bool]]
    meetings: list[Meeting]
    award: Award | None
    further: tuple[Finding, ...] = ()

    @property
    def stage(self) -> str:
        """Of the certificate: `missing`, `complete` (nobody has decided yet), `recommended`, `name` (asked for),
        `printing`, `ready` or `revoked`."""
        if self.award is None:
            return "complete" if self.complete else "missing"
        if self.award.revoked_at:
            return "revoked"
        if self.award.certified_at is None:
            return "recommended"
        if not self.award.asked_for:
            return "name"
        return "ready" if self.award.printed else "printing"

    @property
    def complete(self) -> bool:
        """Whether the learner has done everything that the certificate asks for."""
        met = self.attendance is None or self.attendance.met
        worked = all(accepted for _, accepted in self.assignments)
        return self.path.completed and met and worked and all(finding.met for finding in self.further)

    @property
    def next_lesson(self) -> LessonStep | None:
        """The lesson that comes next; None where a quiz does, or nothing."""
        if self.path.next is None or self.path.next.lesson is None:
            return None
        step = self.path.module(self.path.next.module.slug)
        return next(item for item in step.lessons if item.here)


@login_required
def learn(request):
    now = timezone.now()
    running = running_of(request.user)
    wanted = request.GET.get("course")
    chosen = next(
        (one for one in running if one.cohort.course.slug == wanted), running[0] if running else None
    )
    context = {
        "here": "learn",
        "hour": timezone.localtime(now).hour,
        "stand": stand_of(chosen, request.content_language, at=now) if chosen else None,
        "others": [enrolment for enrolment in running if enrolment != chosen],
    }
    return render(request, "cms/my_learning.html", context)


def running_of(learner) -> list[Enrolment]:
    """The learner's running enrolments, the newest first, each with the `requirements` that its cohort was promised."""
    promised = Offer.objects.filter(cohort=OuterRef("cohort"), replaced_at=None).values(
        "version__requirements"
    )
    return list(
        Enrolment.objects.of(learner)
        .running()
        .select_related("cohort__course", "learner")
        .annotate(requirements=Subquery(promised[:1], output_field=JSONField()))
        .order_by("-enrolled_at", "-pk")
    )


def stand_of(enrolment: Enrolment, language: str, *, at: datetime) -> Stand | None:
    """For an enrolment of `running_of`; None while nothing of its course is published."""
    found = outline(enrolment.cohort.course.slug, language)
    if found is None:
        return None
    asked = Requirements()
    if enrolment.requirements:
        asked = Requirements.read(enrolment.requirements).of(enrolment.cohort.course.slug)
    done = completion_of(enrolment, found, at=at)
    way = path(found, done, locks_of(enrolment, found, done))
    meetings = list(Meeting.objects.filter(cohort=enrolment.cohort_id, cancelled_at=None))
    return Stand(
        enrolment=enrolment,
        path=way,
        attendance=attendance_in(meetings, enrolment, asked.attendance_share, at=at),
        assignments=[
            (assignment, assignment.id in step.assignments_accepted)
            for step in way.modules
            for assignment in step.module.assignments
            if (step.module.slug, assignment.slug) in asked.assignments
        ],
        meetings=[meeting for meeting in meetings if meeting.starts_at >= at][:MEETINGS_SHOWN],
        award=award_of(enrolment),
        further=further_findings(enrolment, asked, found, done, at=at),
    )


def further_findings(
    enrolment: Enrolment, asked: Requirements, shown: Outline, done: Completion, *, at: datetime
) -> tuple[Finding, ...]:
    """Of marks, named meetings and signatures; nothing is asked of the database where the rules ask for none."""
    rules = Requirements(marks=asked.marks, meetings=asked.meetings, pledges=asked.pledges)
    ids = [enrolment.pk]
    meetings = meetings_of(enrolment.cohort_id, ids, rules.meetings, at=at) if rules.meetings else {}
    pledges = pledges_of(ids, dict(rules.pledges), interface_language()) if rules.pledges else {}
    own, signed = meetings.get(enrolment.pk, {}), pledges.get(enrolment.pk, {})
    course = {shown.slug: course_fact(shown, done)}
    return qualification(rules, course, None, {}, own, signed, at=at).findings


def attendance_in(meetings, enrolment, share, *, at: datetime) -> AttendanceState | None:
    """As `progressing.attendance_of`, of meetings that were fetched already."""
    if share is None:
        return None
    planned = [
        MeetingPlanned(one.pk, one.starts_at, one.units, one.makes_up_for_id is not None) for one in meetings
    ]
    attended = dict(Attendance.objects.filter(enrolment=enrolment).values_list("meeting", "units"))
    return attendance(planned, attended, at=at, share_needed=share)


def award_of(enrolment: Enrolment) -> Award | None:
    """The decision about the certificate, with `asked_for` and `printed`: one that stands before one that was revoked;
    None while there is none."""
    documents = Certificate.objects.filter(award=OuterRef("pk"))
    awards = Award.objects.filter(enrolment=enrolment).order_by(F("revoked_at").desc(nulls_first=True), "-pk")
    return awards.annotate(asked_for=Exists(documents), printed=Exists(documents.issued())).first()
