from .assessment import Assessment, Submission
from .attempt import Answer, Attempt
from .attendance import Attendance, Meeting
from .cohort import Cohort
from .enrolment import Enrolment
from .override import AppliedRequirement, Override, PartKind
from .progress import LessonProgress, ModuleProgress
from .record import LearningRecord, Verb

__all__ = [
    "Answer",
    "AppliedRequirement",
    "Assessment",
    "Attempt",
    "Attendance",
    "Cohort",
    "Enrolment",
    "LearningRecord",
    "LessonProgress",
    "Meeting",
    "ModuleProgress",
    "Override",
    "PartKind",
    "Submission",
    "Verb",
]
