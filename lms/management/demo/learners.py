"""Who learns in the demo school, and how it went for them so far. Everybody is made up."""

from dataclasses import dataclass, field

EVENING, MORNING, SATURDAY, FORMER = "evening", "morning", "saturday", "former"


@dataclass(frozen=True)
class Learner:
    """`done` modules were completed and `lessons` of the next one; module numbers count from 1, so do meetings.

    `failed` maps module → failed attempts (before the one that passed, if the module was completed); `missed` maps
    meeting → units that the person was there all the same. `days_late` is how far behind the timetable they learn.
    """

    name: str
    language: str
    cohort: str
    done: int = 0
    lessons: int = 0
    failed: dict[int, int] = field(default_factory=dict)
    missed: dict[int, float] = field(default_factory=dict)
    days_late: int = 0
    role: str = ""
    came_from: str = ""
    came_after_days: int = 0
    left_after_days: int | None = None
    has_open_attempt: bool = False


LEARNERS = [
    # the first evening course in Augsburg, two years ago
    Learner("Hanna Gebremedhin", "en", FORMER, done=10, role="certificate ends soon (en)"),
    # an evening course in Augsburg that ends soon
    Learner("Selam Tesfaye", "de", EVENING, done=10, failed={4: 1}, missed={3: 0}, role="ready (de)"),
    Learner("Mariam Al-Khatib", "ar", EVENING, done=10, missed={6: 0}, days_late=1, role="ready (ar)"),
    Learner("Oleh Bondarenko", "uk", EVENING, done=10, failed={6: 1, 8: 1}, role="recommended (uk)"),
    Learner("Rania Mansour", "ar", EVENING, done=10, failed={1: 1}, role="certified (ar)"),
    Learner("Leyla Rahimi", "fa", EVENING, done=10, role="revoked (fa)"),
    Learner(
        "Mehmet Yıldız", "tr", EVENING, done=8, lessons=4, failed={4: 1, 7: 1, 9: 2}, missed={2: 0, 5: 0, 7: 0},
        role="nearly there (tr)",
    ),
    # a morning course in Dresden, half way, all places taken
    Learner("Iryna Kovalenko", "uk", MORNING, done=5, lessons=2),
    Learner("Mamadou Diallo", "fr", MORNING, done=4, lessons=1, failed={1: 1, 3: 1}, missed={4: 2.5}),
    Learner("Fatma Demir", "tr", MORNING, done=3, lessons=5, failed={4: 3}, missed={2: 0, 3: 0, 5: 0}, days_late=3),
    Learner("Blessing Okafor", "en", MORNING, done=4, lessons=5, has_open_attempt=True, days_late=1),
    Learner("Tetiana Melnyk", "uk", MORNING, done=1, left_after_days=24),
    Learner("Farhad Karimi", "fa", MORNING, done=3, days_late=5, came_from=EVENING, came_after_days=26),
    # a Saturday course in Augsburg that has just begun, open for everybody who has the code
    Learner("Nour Hamdan", "ar", SATURDAY, lessons=3, role="just begun (ar)"),
    Learner("Aïcha Traoré", "fr", SATURDAY, lessons=1),
    Learner("Daniel Asante", "en", SATURDAY, missed={1: 0}),
]  # fmt: skip
