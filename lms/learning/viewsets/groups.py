"""The menu of learning."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .accommodations import AccommodationViewSet
from .cohorts import CohortViewSet
from .enrolments import EnrolmentViewSet
from .local_facts import LocalFactViewSet
from .marking import MarkingViewSet
from .meetings import MeetingViewSet
from .overrides import OverrideViewSet
from .regrading import RegradingViewSet
from .statistics import TITLE, may_see_statistics
from .work import AssessmentViewSet, SubmissionViewSet


class StatisticsItem(MenuItem):
    """Shown to those who work with cohorts."""

    def is_shown(self, request):
        return may_see_statistics(request.user)


class LearningGroup(ModelViewSetGroup):
    items = (
        CohortViewSet,
        EnrolmentViewSet,
        MeetingViewSet,
        SubmissionViewSet,
        AssessmentViewSet,
        AccommodationViewSet,
        MarkingViewSet,
        RegradingViewSet,
        OverrideViewSet,
        LocalFactViewSet,
    )
    menu_label = _("Groups")
    menu_icon = "group"
    menu_order = 150

    def get_submenu_items(self):
        item = StatisticsItem(TITLE, reverse("statistics"), name="statistics", icon_name="list-ol", order=900)
        return [*super().get_submenu_items(), item]
