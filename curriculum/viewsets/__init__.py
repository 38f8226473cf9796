"""The curriculum in Wagtail's admin, in three menus."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .bank import QuestionViewSet
from .law import ReviewViewSet, StatuteViewSet
from .overviews import overview_items
from .quizzes import FeedbackViewSet, QuizViewSet
from .taught import (
    AssignmentViewSet,
    CourseViewSet,
    GlossaryTermViewSet,
    LessonViewSet,
    LocalFactKeyViewSet,
    ModuleViewSet,
)
from .texts import (
    AssignmentTextViewSet,
    CourseTextViewSet,
    FeedbackTextViewSet,
    GlossaryTextViewSet,
    LessonTextViewSet,
    LocalFactTextViewSet,
    ModuleTextViewSet,
    QuestionTextViewSet,
)
from .wordings import SectionViewSet
from .workflows import LanguageWorkflowViewSet

__all__ = ["LanguageWorkflowViewSet", "LawGroup", "TaughtGroup", "TextsGroup"]


class TaughtGroup(SnippetViewSetGroup):
    menu_label = _("Courses")
    menu_icon = "folder-open-inverse"
    menu_order = 110
    items = (
        CourseViewSet,
        ModuleViewSet,
        LessonViewSet,
        QuestionViewSet,
        QuizViewSet,
        FeedbackViewSet,
        AssignmentViewSet,
        GlossaryTermViewSet,
        LocalFactKeyViewSet,
    )


class TextsGroup(SnippetViewSetGroup):
    menu_label = _("Texts and translations")
    menu_icon = "globe"
    menu_order = 120
    items = (
        LessonTextViewSet,
        ModuleTextViewSet,
        CourseTextViewSet,
        QuestionTextViewSet,
        AssignmentTextViewSet,
        FeedbackTextViewSet,
        GlossaryTextViewSet,
        LocalFactTextViewSet,
    )

    def get_submenu_items(self):
        return [*overview_items(), *super().get_submenu_items()]


class LawGroup(SnippetViewSetGroup):
    menu_label = _("Law")
    menu_icon = "warning"
    menu_order = 130
    items = (ReviewViewSet, StatuteViewSet, SectionViewSet)
