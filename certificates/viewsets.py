"""What can be certified, in the admin: achievements, their texts a language each, and their rules."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from curriculum.viewsets.guarding import GuardedViewSet, ReadableListView
from curriculum.viewsets.taught import TaughtViewSet
from curriculum.viewsets.texts import TextViewSet

from .forms import RulesForm
from .models import Achievement, AchievementTranslation, AchievementVersion
from .permissions import may_decide_somewhere


class AchievementViewSet(TaughtViewSet):
    model = Achievement
    icon = "success"
    menu_label = _("What is certified")
    list_export = ["slug", "title", "languages", "to_do"]
    new_panels = [FieldPanel("name"), FieldPanel("issuer"), FieldPanel("serial_format"), FieldPanel("slug")]
    panels = [FieldPanel("slug"), FieldPanel("issuer"), FieldPanel("serial_format")]


class AchievementTextViewSet(TextViewSet):
    model = AchievementTranslation
    menu_label = _("Wording")


class RulesListView(ReadableListView):
    list_display = [
        "__str__",
        Column("requirements", label=_("Rules"), accessor=lambda version: version.in_words()),
        DateColumn("frozen_at", label=_("First offered")),
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
                "attendance",
                "work",
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
    items = (AchievementViewSet, AchievementTextViewSet, RulesViewSet)

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
