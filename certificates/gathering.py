"""The facts that decide about certificates, gathered for one learner or for a whole cohort at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localdate

from curriculum.course_outline import Outline
from curriculum.models import Assignment
from curriculum.outlining import outline
from curriculum.translation import SOURCE
from lms.learning.attendance_share import AttendanceState
from lms.learning.completion import Completion, completion
from lms.learning.facts import applied_in, facts_of_all, first_day
from lms.learning.models import Answer, Assessment, Cohort, Enrolment, Override, PartKind
from lms.learning.progressing import asked_by, attendances_in

from .models import Award, Offer
from .presence import meetings_of, pledges_of
from .qualifying import CourseFact, ModuleFact, Qualification, qualification
from .requirements import Requirements


@dataclass(frozen=True)
class Candidate:
    """An enrolment, what of the offer's rules it meets, and the decision about it if there is one.

    `revoked` is the last decision about the learner where it was revoked, of this cohort or an earlier one.
    """

    enrolment: Enrolment
    qualification: Qualification
    award: Award | None
    revoked: Award | None = None

    @cached_property
    def stage(self) -> str:
        """`certified`, `recommended`, `revoked`, `ready`, `out_of_reach` or `open`."""
        if self.award:
            return "certified" if self.award.certified_at else "recommended"
        if self.revoked:
            return "revoked"
        if self.qualification.met:
            return "ready"
        return "open" if self.qualification.can_be_met else "out_of_reach"


def candidates(offer: Offer, *, at: datetime, language: str = SOURCE) -> list[Candidate]:
    """Everybody who is in the cohort of the offer, by name; as many queries for one as for thirty."""
    enrolments = sorted(
        Enrolment.objects.running().filter(cohort=offer.cohort_id).select_related("learner"),
        key=lambda enrolment: enrolment.learner.calling_name.casefold(),
    )
    decided = _decided(offer, [enrolment.learner_id for enrolment in enrolments])
    found = qualifications(offer, enrolments, at=at, language=language, decided=decided)
    return [_candidate(one, offer, found[one.pk], decided.get(one.learner_id, [])) for one in enrolments]


def candidate(enrolment: Enrolment, offer: Offer, *, at: datetime, language: str = SOURCE) -> Candidate:
    """One of them."""
    decided = _decided(offer, [enrolment.learner_id])
    found = qualifications(offer, [enrolment], at=at, language=language, decided=decided)
    return _candidate(enrolment, offer, found[enrolment.pk], decided.get(enrolment.learner_id, []))


def _candidate(enrolment: Enrolment, offer: Offer, found: Qualification, decided: list[Award]) -> Candidate:
    here = (enrolment.pk, offer.pk)
    award = next((a for a in decided if not a.revoked_at and (a.enrolment_id, a.offer_id) == here), None)
    last = next((a for a in reversed(decided) if a.certified_at), None)
    return Candidate(enrolment, found, award, last if last and last.revoked_at else None)


def qualification_of(
    enrolment: Enrolment, offer: Offer, *, at: datetime, language: str = SOURCE
) -> Qualification:
    """What one enrolment meets of the rules of an offer."""
    return qualifications(offer, [enrolment], at=at, language=language)[enrolment.pk]


def qualifications(
    offer: Offer,
    enrolments: Iterable[Enrolment],
    *,
    at: datetime,
    language: str,
    decided: dict[int, list[Award]] | None = None,
) -> dict[int, Qualification]:
    """Enrolment id → what it meets of the rules of the offer. All enrolments are in the offer's cohort.

    What earned somebody a certificate elsewhere does not earn the next one: a refresher asks for all of it again.
    """
    enrolments = list(enrolments)
    learner_ids = [enrolment.learner_id for enrolment in enrolments]
    decided = _decided(offer, learner_ids) if decided is None else decided
    rules = Requirements.read(offer.version.requirements).of(offer.cohort.course.slug)
    outlines = {slug: outline(slug, language) for slug in rules.courses}
    facts = facts_of_all(learner_ids)
    attended = _attended(offer.cohort, enrolments, rules, at)
    accepted = _accepted(learner_ids) if rules.assignments else {}
    ids = [enrolment.pk for enrolment in enrolments]
    meetings = meetings_of(offer.cohort_id, ids, rules.meetings, at=at) if rules.meetings else {}
    pledges = pledges_of(ids, dict(rules.pledges), language) if rules.pledges else {}
    titles = _titles(outlines)
    asked = [module for shown in outlines.values() if shown for module in asked_by(shown)]
    applied = applied_in(offer.cohort_id, asked, begun_on=first_day(enrolments))
    found = {}
    for enrolment in enrolments:
        since = _since(decided.get(enrolment.learner_id, ()), enrolment)
        own = replace(facts[enrolment.learner_id], begun_on=localdate(enrolment.enrolled_at), applied=applied)
        courses = {
            slug: course_fact(shown, completion(asked_by(shown), own, at=at, since=since))
            for slug, shown in outlines.items()
            if shown
        }
        work = {
            key: moment
            for key, moments in accepted.get(enrolment.learner_id, {}).items()
            if (moment := next((one for one in moments if since is None or one >= since), None))
        }
        found[enrolment.pk] = qualification(
            rules,
            courses,
            attended.get(enrolment.pk),
            work,
            meetings.get(enrolment.pk, {}),
            pledges.get(enrolment.pk, {}),
            at=at,
            held_at=since,
            titles=titles,
        )
    return found


def _titles(outlines: dict[str, Outline | None]) -> dict[tuple[str, str], tuple[str, str]]:
    """(module slug, assignment slug) → how the module and the assignment are called."""
    modules = [module for shown in outlines.values() if shown for module in shown.modules]
    return {
        (module.slug, work.slug): (module.title.words, work.title.words)
        for module in modules
        for work in module.assignments
    }


def _decided(offer: Offer, learner_ids) -> dict[int, list[Award]]:
    """Learner id → all awards of the offer's achievement, the oldest decision first, in one question."""
    awards = Award.objects.filter(
        learner__in=learner_ids, offer__version__achievement=offer.version.achievement_id
    )
    found: dict[int, list[Award]] = {}
    for award in awards.select_related("recommended_by", "offer", "enrolment__cohort").order_by(
        "certified_at", "pk"
    ):
        found.setdefault(award.learner_id, []).append(award)
    return found


def _since(decided: Iterable[Award], enrolment: Enrolment) -> datetime | None:
    """When the learner was last certified in another enrolment, if that stands."""
    elsewhere = [
        award.certified_at
        for award in decided
        if award.certified_at and not award.revoked_at and award.enrolment_id != enrolment.pk
    ]
    return max((moment for moment in elsewhere if moment <= enrolment.enrolled_at), default=None)


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


def _accepted(learner_ids) -> dict[int, dict[tuple[str, str], list[datetime]]]:
    """Learner id → (module slug, assignment slug) → when work for it was accepted or counted as done, first first."""
    found: dict[int, dict] = {}
    rows = Assessment.objects.filter(learner__in=learner_ids, accepted=True).order_by("assessed_at")
    for learner_id, module, slug, at in rows.values_list(
        "learner", "submission__assignment__module__slug", "submission__assignment__slug", "assessed_at"
    ):
        found.setdefault(learner_id, {}).setdefault((module, slug), []).append(at)
    counted = Override.objects.standing().filter(learner__in=learner_ids, object_kind=PartKind.ASSIGNMENT)
    if rows := list(counted.values_list("learner", "object_id", "made_at")):
        work = Assignment.objects.select_related("module").in_bulk([id for _learner, id, _at in rows])
        for learner_id, id, at in rows:
            if id in work:
                moments = found.setdefault(learner_id, {}).setdefault(
                    (work[id].module.slug, work[id].slug), []
                )
                moments[:] = sorted([*moments, at])
    return found
