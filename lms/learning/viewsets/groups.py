"""The menu of learning."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .cohorts import CohortViewSet
from .enrolments import EnrolmentViewSet
from .meetings import MeetingViewSet
from .overrides import OverrideViewSet
from .work import AssessmentViewSet, SubmissionViewSet


class LearningGroup(ModelViewSetGroup):
    items = (
        CohortViewSet,
        EnrolmentViewSet,
        MeetingViewSet,
        SubmissionViewSet,
        AssessmentViewSet,
        OverrideViewSet,
    )
    menu_label = _("Groups")
    menu_icon = "group"
    menu_order = 150
