"""My path: what is next, how far, whom I meet when, and what is missing for the certificate."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone

from certificates.models import Certificate, Offer
from curriculum.reading import outline
from lms.learning.completion import AttendanceState
from lms.learning.models import Enrolment, Meeting
from lms.learning.path import LessonStep, Path, path
from lms.learning.progressing import attendance_of, completion_of

MEETINGS_SHOWN = 3


@dataclass(frozen=True)
class Stand:
    """Where a learner stands in the course of one cohort."""

    enrolment: Enrolment
    path: Path
    attendance: AttendanceState | None
    meetings: list[Meeting]
    certificate: Certificate | None

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
    running = list(
        Enrolment.objects.of(request.user)
        .running()
        .select_related("cohort__course", "learner")
        .order_by("-enrolled_at", "-pk")
    )
    chosen = next(
        (e for e in running if e.cohort.course.slug == request.GET.get("course")),
        running[0] if running else None,
    )
    context = {
        "here": "learn",
        "hour": timezone.localtime(now).hour,
        "stand": stand_of(chosen, request.content_language, at=now) if chosen else None,
        "others": [enrolment for enrolment in running if enrolment != chosen],
    }
    return render(request, "cms/my_learning.html", context)


def stand_of(enrolment: Enrolment, language: str, *, at) -> Stand | None:
    """None while nothing of the course is published."""
    found = outline(enrolment.cohort.course.slug, language)
    if found is None:
        return None
    coming = Meeting.objects.filter(cohort=enrolment.cohort_id, cancelled_at=None, starts_at__gte=at)
    share = share_needed(enrolment)
    return Stand(
        enrolment=enrolment,
        path=path(found, completion_of(enrolment, found, at=at)),
        attendance=attendance_of(enrolment, at=at, share_needed=share) if share else None,
        meetings=list(coming[:MEETINGS_SHOWN]),
        certificate=Certificate.objects.filter(award__enrolment=enrolment).order_by("-requested_at").first(),
    )


def share_needed(enrolment: Enrolment) -> Decimal | None:
    """The share of planned units that the cohort was promised the certificate for; None where none is asked."""
    offer = (
        Offer.objects.filter(cohort=enrolment.cohort_id, replaced_at=None).select_related("version").first()
    )
    share = offer.version.requirements.get("attendance_share") if offer else None
    return Decimal(share) if share else None
