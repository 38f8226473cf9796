"""Filters of the lists. Each offers only what the person may read."""

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from curriculum.models import Cause, Lesson, Module, Statute, StatuteEdition, Wording

from .columns import source_title, with_titles
from .readable import readable


class ModuleField(forms.ModelChoiceField):
    """Modules by their titles, which the queryset brings along (`with_titles`)."""

    def label_from_instance(self, module) -> str:
        return source_title(module)


class _ModuleFilterField(ModuleField, django_filters.fields.ModelChoiceField):
    """The same as filters need it."""


def _readable_modules(request):
    return with_titles(readable(Module, request.user))


class ModuleFilter(django_filters.ModelChoiceFilter):
    field_class = _ModuleFilterField

    def __init__(self, **kwargs):
        super().__init__(label=_("Module"), queryset=_readable_modules, empty_label=_("All"), **kwargs)


class YesNoFilter(django_filters.ChoiceFilter):
    """Two choices with words of their own; `asked` gives the lookup for yes, its opposite is no."""

    def __init__(self, *, yes, no, asked: dict, **kwargs):
        self.asked = asked
        super().__init__(
            choices=[("yes", yes), ("no", no)], widget=forms.RadioSelect, empty_label=_("All"), **kwargs
        )

    def filter(self, queryset, value):
        if value == "yes":
            return queryset.filter(**self.asked)
        return queryset.exclude(**self.asked) if value == "no" else queryset


def archived():
    return YesNoFilter(
        label=_("Archived"), yes=_("Archived"), no=_("In use"), asked={"archived_at__isnull": False}
    )


class LacksLanguageFilter(django_filters.ChoiceFilter):
    """Those that have no published text in the language."""

    def __init__(self):
        super().__init__(
            label=_("Not published in"),
            choices=settings.LANGUAGES,
            widget=forms.RadioSelect,
            empty_label=_("All"),
        )

    def filter(self, queryset, value):
        if not value:
            return queryset
        rows = queryset.model.rows().filter(language_code=value, live=True)
        return queryset.exclude(pk__in=rows.values("master"))


class OwnedFilters(WagtailFilterSet):
    """For courses and modules."""

    archived = archived()
    lacks = LacksLanguageFilter()


class TermFilters(WagtailFilterSet):
    lacks = LacksLanguageFilter()


class InModuleFilters(OwnedFilters):
    """For what lies in a module."""

    module = ModuleFilter()


class TextFilters(WagtailFilterSet):
    """For the texts of one kind."""

    language_code = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect, empty_label=_("All")
    )
    to_do = YesNoFilter(
        label=_("Left to do"), yes=_("Something"), no=_("Nothing"), asked={"units_to_do__gt": 0}
    )
    live = YesNoFilter(label=_("Published"), yes=_("Yes"), no=_("No"), asked={"live": True})


class InModuleTextFilters(TextFilters):
    module = ModuleFilter(field_name="master__module")


class ReviewFilters(WagtailFilterSet):
    is_open = YesNoFilter(label=_("State"), yes=_("Open"), no=_("Closed"), asked={"closed_at__isnull": True})
    cause = django_filters.ChoiceFilter(
        label=_("Cause"), choices=Cause.choices, widget=forms.RadioSelect, empty_label=_("All")
    )
    opened_at = django_filters.DateFilter(lookup_expr="date__lte", label=_("Opened on this day or earlier"))
    reason = django_filters.CharFilter(lookup_expr="icontains", label=_("The reason names"))
    module = ModuleFilter(method="of_module")

    def of_module(self, queryset, name, module):
        lessons = Lesson.objects.filter(module=module)
        return queryset.filter(lesson__in=lessons) | queryset.filter(question__module=module)


class SectionFilters(WagtailFilterSet):
    statute = django_filters.ModelChoiceFilter(
        label=_("Statute"), queryset=Statute.objects.exclude(sections=None), empty_label=_("All")
    )
    number = django_filters.CharFilter(label=_("Number"))
    changed_since = django_filters.DateFilter(label=_("Reads differently since this day"), method="of_day")

    def of_day(self, queryset, name, day):
        """Sections with a wording of that day or later, where the law was known before."""
        before = StatuteEdition.objects.filter(
            statute=OuterRef("edition__statute"), as_of__lt=OuterRef("edition__as_of")
        )
        later = Wording.objects.filter(section=OuterRef("pk"), edition__as_of__gte=day)
        return queryset.filter(Exists(later.filter(Exists(before))))
