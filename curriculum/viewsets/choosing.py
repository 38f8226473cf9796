"""Choosing in a window: offered and given is what one may read, by its title in the source language."""

from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from curriculum.translation import SOURCE, MasterMixin

from .columns import named_title, shown_title
from .readable import pk_of, readable
from .searching import matching


class ChoosingForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Search")})
    )

    def filter(self, objects):
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return matching(objects, self.search_query) if self.is_searching else objects


def title_of(subject) -> str:
    return named_title(subject) if isinstance(subject, MasterMixin) else str(subject)


def _shown(subject) -> str:
    return shown_title(subject) if isinstance(subject, MasterMixin) else str(subject)


class _Readable:
    filter_form_class = ChoosingForm

    def get_object_list(self):
        """What the person may read, with titles."""
        objects = readable(self.model_class, self.request.user)
        if not issubclass(self.model_class, MasterMixin):
            return objects
        rows = self.model_class.rows().filter(language_code=SOURCE)
        words = rows.only("master", "language_code", "live", rows.model.content_fields[0])
        return objects.prefetch_related(Prefetch("translations", words))

    def get_object(self, pk):
        return self.get_object_list().get(pk=pk_of(pk))

    def get_objects(self, pks):
        return self.get_object_list().filter(pk__in=map(pk_of, pks))

    def get_display_title(self, instance):
        return title_of(instance)

    @property
    def title_column(self):
        column = super().title_column
        column.accessor = _shown
        return column


class GuardedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = type("ChooseView", (_Readable, ChooseView), {})
    choose_results_view_class = type("ChooseResultsView", (_Readable, ChooseResultsView), {})
    chosen_view_class = type("ChosenView", (_Readable, SnippetChosenView), {})
    chosen_multiple_view_class = type("ChosenMultipleView", (_Readable, SnippetChosenMultipleView), {})
