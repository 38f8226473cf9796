"""The facts that decide about certificates, gathered for one learner or for a whole cohort at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localdate

from curriculum.models import Assignment
from curriculum.outlining import Outline, outline
from curriculum.translation import SOURCE
from lms.learning.completion import AttendanceState, Completion, completion
from lms.learning.facts import applied_in, facts_of_all, first_day
from lms.learning.models import Answer, Assessment, Cohort, Enrolment, Override, PartKind
from lms.learning.progressing import asked_by, attendances_in

from .models import Award, Offer
from .qualifying import CourseFact, ModuleFact, Qualification, Requirements, qualification


@dataclass(frozen=True)
class Candidate:
    """An enrolment, what of the offer's rules it meets, and the decision about it if there is one."""

    enrolment: Enrolment
    qualification: Qualification
    award: Award | None

    @cached_property
    def stage(self) -> str:
        """`certified`, `recommended`, `ready`, `out_of_reach` or `open`."""
        if self.award:
            return "certified" if self.award.certified_at else "recommended"
        if self.qualification.met:
            return "ready"
        return "open" if self.qualification.can_be_met else "out_of_reach"


def candidates(offer: Offer, *, at: datetime, language: str = SOURCE) -> list[Candidate]:
    """Everybody who is in the cohort of the offer, by name; as many queries for one as for thirty."""
    enrolments = sorted(
        Enrolment.objects.running().filter(cohort=offer.cohort_id).select_related("learner"),
        key=lambda enrolment: enrolment.learner.calling_name.casefold(),
    )
    found = qualifications(offer, enrolments, at=at, language=language)
    awards = {
        award.enrolment_id: award
        for award in Award.objects.standing().filter(offer=offer).select_related("recommended_by", "offer")
    }
    return [Candidate(one, found[one.pk], awards.get(one.pk)) for one in enrolments]


def qualification_of(
    enrolment: Enrolment, offer: Offer, *, at: datetime, language: str = SOURCE
) -> Qualification:
    """What one enrolment meets of the rules of an offer."""
    return qualifications(offer, [enrolment], at=at, language=language)[enrolment.pk]


def qualifications(
    offer: Offer, enrolments: Iterable[Enrolment], *, at: datetime, language: str
) -> dict[int, Qualification]:
    """Enrolment id → what it meets of the rules of the offer. All enrolments are in the offer's cohort."""
    enrolments = list(enrolments)
    learner_ids = [enrolment.learner_id for enrolment in enrolments]
    rules = Requirements.read(offer.version.requirements)
    outlines = {slug: outline(slug, language) for slug in rules.courses}
    facts = facts_of_all(learner_ids)
    attended = _attended(offer.cohort, enrolments, rules, at)
    accepted = _accepted(learner_ids) if rules.assignments else {}
    asked = [module for shown in outlines.values() if shown for module in asked_by(shown)]
    applied = applied_in(offer.cohort_id, asked, begun_on=first_day(enrolments))
    found = {}
    for enrolment in enrolments:
        own = replace(facts[enrolment.learner_id], begun_on=localdate(enrolment.enrolled_at), applied=applied)
        courses = {
            slug: course_fact(shown, completion(asked_by(shown), own, at=at))
            for slug, shown in outlines.items()
            if shown
        }
        found[enrolment.pk] = qualification(
            rules, courses, attended.get(enrolment.pk), accepted.get(enrolment.learner_id, {}), at=at
        )
    return found


def course_fact(shown: Outline, done: Completion) -> CourseFact:
    """A course as it is shown, joined with how far somebody is in it."""
    modules = tuple(
        ModuleFact(
            slug=module.slug,
            number=module.number,
            title=module.title.words,
            units=module.units,
            needed=module.id in done.needed,
            completion=done.modules[module.id],
            substances={lesson.slug: lesson.substance for lesson in module.lessons},
        )
        for module in shown.modules
    )
    return CourseFact(shown.slug, shown.title.words, modules)


def answered_versions(enrolment: Enrolment) -> dict[str, list[int]]:
    """`module/question` → numbers of its versions that counted in finished attempts: asked, never how answered."""
    found: dict[str, list[int]] = {}
    drawn = Answer.objects.filter(
        attempt__learner=enrolment.learner_id, attempt__finished_at__isnull=False, counts=True
    )
    columns = ("version__question__module__slug", "version__question__slug", "version__number")
    for module, slug, number in drawn.order_by(*columns).values_list(*columns).distinct():
        found.setdefault(f"{module}/{slug}", []).append(number)
    return found


def _attended(cohort: Cohort, enrolments, rules: Requirements, at) -> dict[int, AttendanceState]:
    """Attendance is gathered even where no rule asks for it: attended units are printed."""
    share = rules.attendance_share or Decimal(0)
    return attendances_in(cohort.pk, [enrolment.pk for enrolment in enrolments], at=at, share_needed=share)


def _accepted(learner_ids) -> dict[int, dict[tuple[str, str], datetime]]:
    """Learner id → (module slug, assignment slug) → when work for it was first accepted, or counted as done."""
    found: dict[int, dict] = {}
    rows = Assessment.objects.filter(learner__in=learner_ids, accepted=True).order_by("-assessed_at")
    for learner_id, module, slug, at in rows.values_list(
        "learner", "submission__assignment__module__slug", "submission__assignment__slug", "assessed_at"
    ):
        found.setdefault(learner_id, {})[module, slug] = at
    counted = Override.objects.standing().filter(learner__in=learner_ids, object_kind=PartKind.ASSIGNMENT)
    if rows := list(counted.values_list("learner", "object_id", "made_at")):
        work = Assignment.objects.select_related("module").in_bulk([id for _learner, id, _at in rows])
        for learner_id, id, at in rows:
            if id in work:
                own, key = found.setdefault(learner_id, {}), (work[id].module.slug, work[id].slug)
                own[key] = min(at, own.get(key, at))
    return found
