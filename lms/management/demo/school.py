"""The order of things: places and team, cohorts, a term of learning, decisions at its end."""

from datetime import datetime, timedelta

from curriculum.models import Course

from . import certifying, cohorts, events, local_facts, practice, studying, team, workshop
from .accounts import keep
from .learners import LEARNERS


def furnish_school(*, at: datetime, tell) -> None:
    """A school around the bundled course, as it stands at the moment `at`; `tell` is told what is being done.

    Everything happened before `at`. Its accounts are kept for whoever starts the demo.
    """
    course = Course.objects.get(slug="wohnlotse")
    places = cohorts.open_locations()
    staff = team.engage(places, at=at - timedelta(days=900))
    team.share_out_modules(course, staff)
    local_facts.write_down(places, staff, at=at)
    assignment = practice.set_assignment(course, staff)
    groups = cohorts.begin_cohorts(course, places, staff, at=at)
    offers = certifying.promise(groups)
    enrolled = {}
    for learner in LEARNERS:
        tell(f"{learner.name} learns ({learner.language})")
        enrolled[learner.name] = studying.play(learner, groups, at=at)
    tell("Meetings, practical work, certificates")
    for group in groups.values():
        cohorts.record_attendance(group, enrolled, at=at)
    practice.hand_in_and_assess(assignment, enrolled, groups)
    practised = workshop.hold_workshop(places, staff, enrolled, at=at)
    certificates = certifying.decide(enrolled, groups, offers, at=at)
    events.announce(at=at)
    keep(staff, groups, practised, enrolled, certificates)
