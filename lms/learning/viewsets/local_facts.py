"""What holds at each location: listed with what is missing or expires, filled in by its coordinators."""

from decimal import Decimal

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import AdminDateInput

from curriculum.models import FactKind
from curriculum.translation import SOURCE
from lms.people.refusals import Refusal
from lms.people.viewsets.columns import DayColumn
from lms.people.viewsets.filters import visible_locations
from lms.people.viewsets.guarding import VisibleListView, VisibleViewSet

from ..local_facts import fill_in
from ..models import FactState, LocalFact

#: kind → the field for a value that is the same in every language
ONE_VALUE = {
    FactKind.NAME: lambda: forms.CharField(
        label=_("Value"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    ),
    FactKind.AMOUNT: lambda: forms.DecimalField(
        label=_("Amount in euro"), min_value=0, max_digits=8, decimal_places=2, required=False, localize=True
    ),
    FactKind.LINK: lambda: forms.URLField(
        label=_("Address of the page"), max_length=500, required=False, assume_scheme="https"
    ),
}


class FactForm(forms.Form):
    """A field for each language where the fact is told in words, one field otherwise."""

    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("Where it is written: a page, a letter, an office and the day."),
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Empty if no end is known. It is listed 30 days before."),
    )

    def __init__(self, fact: LocalFact, *args, **kwargs):
        super().__init__(*args, initial={"source": fact.source, "valid_until": fact.valid_until}, **kwargs)
        if make := ONE_VALUE.get(fact.key.kind):
            self.languages = {SOURCE: "value"}
            self.fields["value"] = make()
        else:
            self.languages = {code: f"words_{code}" for code, _name in settings.LANGUAGES}
            for code, name in settings.LANGUAGES:
                field = forms.CharField(
                    label=name,
                    max_length=2000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "auto"}),
                )
                self.fields[f"words_{code}"] = field
        for code, name in self.languages.items():
            self.initial[name] = fact.words.get(code, "")
        self.order_fields([*self.languages.values(), "source", "valid_until"])

    @property
    def words(self) -> dict[str, str]:
        """Language → what was typed there."""
        found = {code: self.cleaned_data.get(name) for code, name in self.languages.items()}
        return {
            code: f"{value:f}" if isinstance(value, Decimal) else value
            for code, value in found.items()
            if value not in (None, "")
        }


class FactFilterSet(WagtailFilterSet):
    location = django_filters.ModelChoiceFilter(queryset=visible_locations, label=_("Location"))
    state = django_filters.ChoiceFilter(
        choices=FactState.choices, label=_("State"), widget=forms.RadioSelect, empty_label=_("All")
    )

    class Meta:
        model = LocalFact
        fields = ["location", "state"]


class FactListView(VisibleListView):
    """What is missing stands first. The title leads to filling in, for those who may."""

    export_headings = {"label": _("Local fact"), "value": _("Value"), "state": _("State")}

    @cached_property
    def changeable(self) -> set[int]:
        return set(LocalFact.objects.changeable_by(self.request.user).values_list("pk", flat=True))

    def get_title_url(self, instance):
        if instance.pk in self.changeable and self.user_has_permission("change"):
            return reverse("localfact:fill_in", args=[instance.pk])
        return None

    def to_row_dict(self, item):
        found = {"label": label_of(item), "value": value_of(item), "state": str(FactState(item.state).label)}
        return {name: found[name] if name in found else getattr(item, name) for name in self.list_export}


class LocalFactViewSet(VisibleViewSet):
    model = LocalFact
    icon = "site"
    pages = {"index", "index_results"}
    index_view_class = FactListView
    menu_label = _("Local facts")
    exclude_form_fields = []
    list_display = [
        TitleColumn(
            "label", label=_("Local fact"), accessor=lambda fact: label_of(fact), sort_key="key__slug"
        ),
        Column("location", label=_("Location"), sort_key="location__name"),
        Column(
            "state", label=_("State"), accessor=lambda fact: FactState(fact.state).label, sort_key="state"
        ),
        Column("value", label=_("Value"), accessor=lambda fact: told_value(fact)),
        Column("source", label=_("Source")),
        DayColumn("valid_until", label=_("Valid until"), sort_key="valid_until"),
        DayColumn("changed_at", label=_("Changed at"), sort_key="changed_at"),
    ]
    list_export = ["location", "label", "state", "value", "source", "valid_until", "changed_at", "changed_by"]
    filterset_class = FactFilterSet
    search_fields = ["key__slug", "key__translations__label", "source"]
    ordering = ["location__name", "key__slug"]

    def visible(self, user):
        rows = super().visible(user).with_state(timezone.localdate()).select_related("key", "location")
        return rows.prefetch_related("key__translations")

    def get_form_class(self, for_update=False):
        return None

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("fill-in/<int:pk>/", self.guarded(self.fill_in), name="fill_in"),
        ]

    def fill_in(self, request, pk):
        """GET asks, POST writes down what holds from now on."""
        if not request.user.has_perm("learning.change_localfact"):
            raise PermissionDenied
        fact = get_object_or_404(LocalFact.objects.changeable_by(request.user).select_related("key"), pk=pk)
        form = FactForm(fact, request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                fill_in(
                    fact,
                    form.words,
                    source=form.cleaned_data["source"],
                    valid_until=form.cleaned_data["valid_until"],
                    by=request.user,
                    at=timezone.now(),
                )
                messages.success(request, gettext("Written down. The learners of the location read it now."))
                return redirect(reverse("localfact:index"))
            except Refusal as refusal:
                form.add_error("source", str(refusal))
        context = {"form": form, "fact": fact, "label": label_of(fact)}
        return render(request, "learning/admin/fill_in.html", context)


def label_of(fact: LocalFact) -> str:
    """The label in the source language, else the short name; from what was fetched."""
    rows = fact.key.translations.all()
    return next((row.label for row in rows if row.language_code == SOURCE and row.live), fact.key.slug)


def told_value(fact: LocalFact) -> str:
    """The value for people: a sum is written as in their language."""
    value = value_of(fact)
    is_sum = value and fact.key.kind == FactKind.AMOUNT
    return f"{number_format(Decimal(value), 2, force_grouping=True)} €" if is_sum else value


def value_of(fact: LocalFact) -> str:
    """The value as it stands in the source language, or in the first there is."""
    return fact.words.get(SOURCE) or next(iter(fact.words.values()), "")
