from .accommodation import Accommodation
from .arrival import Arrival
from .assessment import Assessment, Submission
from .attempt import Answer, Attempt
from .attendance import Attendance, Meeting
from .cohort import Cohort
from .enrolment import Enrolment
from .local_fact import FactState, LocalFact
from .marking import Marking
from .override import AppliedRequirement, Override, PartKind
from .progress import LessonProgress, ModuleProgress
from .record import LearningRecord, Verb
from .regrading import Regrading

__all__ = [
    "Accommodation",
    "Answer",
    "AppliedRequirement",
    "Arrival",
    "Assessment",
    "Attempt",
    "Attendance",
    "Cohort",
    "Enrolment",
    "LearningRecord",
    "FactState",
    "LessonProgress",
    "LocalFact",
    "Marking",
    "Meeting",
    "ModuleProgress",
    "Override",
    "PartKind",
    "Regrading",
    "Submission",
    "Verb",
]
