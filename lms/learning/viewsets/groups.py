"""The menu of learning."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .cohorts import CohortViewSet
from .enrolments import EnrolmentViewSet
from .marking import MarkingViewSet
from .meetings import MeetingViewSet
from .regrading import RegradingViewSet
from .work import AssessmentViewSet, SubmissionViewSet


class LearningGroup(ModelViewSetGroup):
    items = (
        CohortViewSet,
        EnrolmentViewSet,
        MeetingViewSet,
        SubmissionViewSet,
        AssessmentViewSet,
        MarkingViewSet,
        RegradingViewSet,
    )
    menu_label = _("Groups")
    menu_icon = "group"
    menu_order = 150
