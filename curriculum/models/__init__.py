from .assignment import Assignment, AssignmentTranslation
from .course import Course, CourseTranslation
from .feedback import FeedbackBand, FeedbackBandTranslation
from .generation import Generation
from .glossary import GlossaryTerm, GlossaryTermTranslation
from .lesson import Completes, Lesson, LessonTranslation, SubstanceChange
from .loaded import Loaded
from .machine import MachineBatch
from .module import CourseModule, Module, ModuleTranslation, Prerequisite
from .question import Difficulty, Kind, Question, QuestionText, QuestionTranslation, QuestionVersion
from .quiz import Counting, Quiz, QuizQuestion
from .review import Review
from .statute import Statute
from .teaching_log import TeachingLogEntry
from .workflow import LanguageWorkflow

__all__ = [
    "Assignment",
    "AssignmentTranslation",
    "Completes",
    "Counting",
    "Course",
    "CourseModule",
    "CourseTranslation",
    "Difficulty",
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
    "MachineBatch",
    "Module",
    "ModuleTranslation",
    "Prerequisite",
    "Question",
    "QuestionText",
    "QuestionTranslation",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Review",
    "Statute",
    "SubstanceChange",
    "TeachingLogEntry",
]
