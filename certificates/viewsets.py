"""What can be certified, in the admin: achievements, their texts a language each, and their rules."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from curriculum.viewsets.guarding import GuardedViewSet, ReadableListView
from curriculum.viewsets.taught import TaughtEditView, TaughtViewSet
from curriculum.viewsets.texts import TextViewSet
from lms.people.viewsets.columns import DayColumn

from .forms.beginning import NewForm
from .forms.designing import DesignForm
from .forms.ruling import RulesForm
from .models import (
    Achievement,
    AchievementTranslation,
    AchievementVersion,
    Design,
    DesignTranslation,
    Pledge,
    PledgeTranslation,
)
from .permissions import may_decide_somewhere


class AchievementViewSet(TaughtViewSet):
    model = Achievement
    new_form = NewForm
    icon = "success"
    menu_label = _("What is certified")
    list_export = ["slug", "title", "languages", "to_do"]
    new_panels = [FieldPanel("name"), FieldPanel("issuer"), FieldPanel("serial_format"), FieldPanel("slug")]
    panels = [FieldPanel("slug"), FieldPanel("issuer"), FieldPanel("serial_format"), FieldPanel("design")]


class AchievementTextViewSet(TextViewSet):
    model = AchievementTranslation
    menu_label = _("Wording")


class PledgeViewSet(TaughtViewSet):
    model = Pledge
    new_form = NewForm
    icon = "check"
    menu_label = _("What is signed")
    panels = [FieldPanel("slug"), FieldPanel("version")]


class PledgeTextViewSet(TextViewSet):
    model = PledgeTranslation
    menu_label = _("Wording of what is signed")


class DesignEditView(TaughtEditView):
    """Leads to the check, and to a printed sample."""

    @property
    def header_more_buttons(self):
        address = reverse("certification_design", args=[self.object.pk])
        return [
            *super().header_more_buttons,
            Button(_("Check it"), url=address, icon_name="check", priority=4),
        ]


class DesignViewSet(TaughtViewSet):
    model = Design
    new_form = NewForm
    icon = "image"
    menu_label = _("Designs")
    edit_view_class = DesignEditView
    form = DesignForm
    inspect_view_fields = ["slug", "layout", "signatures", "checked_at", "frozen_at"]
    panels = [
        FieldPanel(name)
        for name in ("slug", "layout", "band", "on_band", "accent", "logo", "without_logo", "signatures")
    ]


class DesignTextViewSet(TextViewSet):
    model = DesignTranslation
    menu_label = _("Words of designs")


class RulesListView(ReadableListView):
    list_display = [
        "__str__",
        Column("requirements", label=_("Rules"), accessor=lambda version: version.in_words()),
        DayColumn("frozen_at", label=_("First offered")),
    ]


class RulesViewSet(GuardedViewSet):
    """Versions of the rules: a new one can be made, one that was offered is only looked at."""

    model = AchievementVersion
    icon = "list-ol"
    menu_label = _("Rules")
    index_view_class = RulesListView
    list_filter = ["achievement"]
    inspect_view_fields = ["achievement", "number", "in_words", "made_at", "frozen_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("achievement")

    def get_edit_handler(self):
        panels = [
            FieldPanel(name)
            for name in (
                "achievement",
                "courses",
                "refresher",
                "marks",
                "attendance",
                "meetings",
                "work",
                "pledges",
                "valid_for",
                "valid_period",
                "renewal_days",
            )
        ]
        return ObjectList(panels, base_form_class=RulesForm).bind_to_model(self.model)


class DecidingItem(MenuItem):
    """Shown to those who decide about certificates."""

    def is_shown(self, request):
        return may_decide_somewhere(request.user)


class CertificatesGroup(SnippetViewSetGroup):
    menu_label = _("Certificates")
    menu_name = "certificates"
    menu_icon = "success"
    menu_order = 140
    items = (
        AchievementViewSet,
        AchievementTextViewSet,
        RulesViewSet,
        PledgeViewSet,
        PledgeTextViewSet,
        DesignViewSet,
        DesignTextViewSet,
    )

    def get_submenu_items(self):
        return [
            DecidingItem(
                _("Cohorts"), reverse("certification"), name="certification", icon_name="group", order=1
            ),
            DecidingItem(
                _("Issued certificates"),
                reverse("certification_list"),
                name="issued",
                icon_name="doc-full",
                order=2,
            ),
            *super().get_submenu_items(),
        ]
