"""Two locations, three cohorts at different stages, and their meetings."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal

from curriculum.models import Course, CourseModule, Lesson
from lms.learning.attending import record_attendance as record_one
from lms.learning.models import Cohort, Enrolment, Meeting
from lms.people.models import Location, User

from .learners import EVENING, FORMER, MORNING, SATURDAY
from .team import Staff
from .timetable import MEETINGS, UNITS, Timetable

AUGSBURG, DRESDEN = "augsburg", "dresden"
#: slug → name, city, responsible for the data, whom to ask
LOCATIONS = {
    AUGSBURG: (
        "Augsburg",
        "Wohnlotse Augsburg (Vorführung), Musterstraße 1, 86150 Augsburg",
        "Jonas Brandt, augsburg@example.org, 0821 000000",
    ),
    DRESDEN: (
        "Dresden",
        "Wohnlotse Dresden (Vorführung), Beispielweg 2, 01067 Dresden",
        "Trần Minh Anh, dresden@example.org, 0351 000000",
    ),
}
TOPICS = [
    "Ankommen und kennenlernen",
    "Die Ampel: was wir dürfen",
    "Wohnungsanzeigen gemeinsam lesen",
    "Besichtigung und Bewerbung üben",
    "Rechnen mit echten Beispielen",
    "Ein Mietvertrag auf dem Tisch",
    "Die Nebenkostenabrechnung",
    "Schimmel, Lärm, gute Nachbarschaft",
    "Post vom Gericht: was jetzt?",
    "Gespräche führen, Abschied",
]


@dataclass
class Group:
    """A cohort of the demo with what belongs to it."""

    cohort: Cohort
    timetable: Timetable
    trainer: User
    coordinator: User
    place: str
    modules: list[CourseModule]
    meetings: list[Meeting] = field(default_factory=list)

    def lessons(self, number: int) -> list[Lesson]:
        """The lessons of the module, numbers count from 1."""
        return list(self.modules[number - 1].module.lessons.filter(archived_at=None).order_by("sort_order"))


def open_locations() -> dict[str, Location]:
    return {
        slug: Location.objects.create(
            slug=slug, name=city, city=city, responsible=responsible, contact=contact
        )
        for slug, (city, responsible, contact) in LOCATIONS.items()
    }


def begin_cohorts(
    course: Course, places: dict[str, Location], staff: Staff, *, at: datetime
) -> dict[str, Group]:
    """One of long ago, one that has just begun with room for more, one half way and full, one that ends soon."""
    augsburg, dresden = places[AUGSBURG], places[DRESDEN]
    former = Timetable.begun(at, days_ago=850, weekday=2, hour=time(18))
    evening = Timetable.begun(at, days_ago=118, weekday=2, hour=time(18))
    morning = Timetable.begun(at, days_ago=60, weekday=1, hour=time(9, 30))
    saturday = Timetable.begun(at, days_ago=5, weekday=5, hour=time(10))
    begun = {
        FORMER: _begin(
            course, augsburg, staff, "Augsburg, erster Kurs", former, 12, "Treffpunkt Zeughaus, Raum 2"
        ),
        EVENING: _begin(
            course, augsburg, staff, "Augsburg, Abendkurs", evening, 12, "Treffpunkt Zeughaus, Raum 2"
        ),
        MORNING: _begin(course, dresden, staff, "Dresden, Vormittagskurs", morning, 5, "Stadtteilhaus, Saal"),
        SATURDAY: _begin(
            course, augsburg, staff, "Augsburg, Samstagskurs", saturday, 60, "Treffpunkt Zeughaus, Raum 1"
        ),
    }
    _plan_make_up(begun[EVENING], at)
    return begun  # fmt: skip


def record_attendance(group: Group, enrolled: dict, *, at: datetime) -> None:
    """The trainer notes after each meeting who was there; who missed it told so beforehand, mostly."""
    held = [meeting for meeting in group.meetings if meeting.starts_at < at]
    for number, meeting in enumerate(held, start=1):
        there = Enrolment.objects.filter(cohort=group.cohort, enrolled_at__lt=meeting.starts_at)
        for enrolment in there.exclude(left_at__lt=meeting.starts_at).select_related(
            "learner", "cohort__location"
        ):
            missed = enrolled[enrolment.learner.display_name].learner.missed
            units = Decimal(missed.get(number, UNITS))
            noted_at = min(meeting.starts_at + timedelta(hours=4), at)
            record_one(
                meeting, enrolment, units=units, excused=units == 0 and number % 2 == 1, by=group.trainer, at=noted_at
            )  # fmt: skip


def _begin(
    course: Course, location: Location, staff: Staff, name: str, timetable: Timetable, capacity: int, place: str
) -> Group:  # fmt: skip
    cohort = Cohort.objects.create(
        name=name,
        course=course,
        location=location,
        starts_on=timetable.starts_on,
        ends_on=timetable.ends_on,
        languages=["de", "ar", "uk", "tr", "fa", "fr", "en"],
        capacity=capacity,
    )
    trainer = staff.trainers[location.slug]
    cohort.trainers.add(trainer)
    cohort.refresh_from_db()
    modules = list(course.course_modules.select_related("module__quiz").order_by("sort_order"))
    group = Group(cohort, timetable, trainer, staff.coordinators[location.slug], place, modules)
    group.meetings = [
        Meeting.objects.create(
            cohort=cohort,
            title=TOPICS[number - 1],
            starts_at=timetable.meeting(number),
            units=UNITS,
            place=f"{place}, {location.city}",
        )
        for number in range(1, MEETINGS + 1)
    ]
    return group


def _plan_make_up(group: Group, at: datetime) -> None:
    """A Saturday for those who missed a meeting of the course that ends soon."""
    missed = group.meetings[6]
    Meeting.objects.create(
        cohort=group.cohort,
        title=f"Nachholtermin: {missed.title}",
        starts_at=group.timetable.meeting(MEETINGS) + timedelta(days=3),
        units=UNITS,
        place=missed.place,
        makes_up_for=missed,
    )
