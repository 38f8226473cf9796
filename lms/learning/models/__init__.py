from .arrival import Arrival
from .assessment import Assessment, Submission
from .attempt import Answer, Attempt
from .attendance import Attendance, Meeting
from .cohort import Cohort
from .enrolment import Enrolment
from .progress import LessonProgress, ModuleProgress
from .record import LearningRecord, Verb

__all__ = [
    "Answer",
    "Arrival",
    "Assessment",
    "Attempt",
    "Attendance",
    "Cohort",
    "Enrolment",
    "LearningRecord",
    "LessonProgress",
    "Meeting",
    "ModuleProgress",
    "Submission",
    "Verb",
]
