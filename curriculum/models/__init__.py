from .assignment import Assignment, AssignmentTranslation
from .course import Course, CourseTranslation
from .course_copy import CourseCopy
from .feedback import FeedbackBand, FeedbackBandTranslation
from .generation import Generation
from .glossary import GlossaryTerm, GlossaryTermTranslation
from .lesson import AnnouncedChange, Completes, Lesson, LessonTranslation, SubstanceChange
from .loaded import Loaded
from .local_fact_key import FactKind, LocalFactKey, LocalFactKeyTranslation
from .machine import MachineBatch
from .module import CourseModule, Module, ModuleTranslation, Prerequisite
from .note import Note, NoteThread
from .question import (
    Difficulty,
    Kind,
    Question,
    QuestionText,
    QuestionTranslation,
    QuestionVersion,
    Status,
)
from .quiz import Counting, Quiz, QuizQuestion
from .review import Cause, Review
from .statute import Statute, StatuteEdition, StatuteSection, Wording
from .teaching_log import TeachingLogEntry
from .workflow import LanguageWorkflow

__all__ = [
    "AnnouncedChange",
    "Assignment",
    "AssignmentTranslation",
    "Cause",
    "Completes",
    "Counting",
    "Course",
    "CourseCopy",
    "CourseModule",
    "CourseTranslation",
    "Difficulty",
    "FactKind",
    "FeedbackBand",
    "FeedbackBandTranslation",
    "Generation",
    "GlossaryTerm",
    "GlossaryTermTranslation",
    "Kind",
    "LanguageWorkflow",
    "Lesson",
    "LessonTranslation",
    "Loaded",
    "LocalFactKey",
    "LocalFactKeyTranslation",
    "MachineBatch",
    "Module",
    "ModuleTranslation",
    "Note",
    "NoteThread",
    "Prerequisite",
    "Question",
    "QuestionText",
    "QuestionTranslation",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Review",
    "Statute",
    "StatuteEdition",
    "StatuteSection",
    "Status",
    "SubstanceChange",
    "TeachingLogEntry",
    "Wording",
]
