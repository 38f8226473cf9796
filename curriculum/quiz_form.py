"""The settings of a quiz and its questions, with sentences where something cannot be."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import TeachingForm
from .models import Question
from .review_matrix import Aspect, Moment, check_review


class ReviewTable(forms.Widget):
    """Four moments × six aspects as boxes to tick."""

    template_name = "curriculum/admin/review_table.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        value = value or {}
        context["moments"] = [label for _value, label in Moment.choices]
        context["rows"] = [
            {
                "label": aspect_label,
                "boxes": [
                    {
                        "name": f"{name}-{moment}-{aspect}",
                        "label": f"{aspect_label}: {moment_label}",
                        "ticked": aspect in value.get(moment, ()),
                    }
                    for moment, moment_label in Moment.choices
                ],
            }
            for aspect, aspect_label in Aspect.choices
        ]
        return context

    def value_from_datadict(self, data, files, name):
        return {
            moment: [aspect for aspect in Aspect.values if f"{name}-{moment}-{aspect}" in data]
            for moment in Moment.values
        }

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""


class ReviewField(forms.Field):
    widget = ReviewTable
    default_validators = [check_review]
    empty_values = ()


class QuizForm(TeachingForm):
    """Asks only questions of the module's own bank, and draws no more than it has."""

    review = ReviewField(
        label=_("What is shown when"),
        required=False,
        help_text=_(
            "What is not ticked is not in the page. While it is answered, only a quiz for practice shows more."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        for form, question in self._chosen("slots", "question"):
            if question.module_id != self.instance.module_id:
                form.add_error("question", _("This question belongs to another module."))
        fixed = {question.pk for _form, question in self._chosen("slots", "question")}
        bank = Question.objects.filter(module=self.instance.module_id, archived_at=None).exclude(pk__in=fixed)
        for form, number in self._chosen("slots", "number"):
            said = form.cleaned_data
            if not said.get("question") and not said.get("DELETE"):
                self._check_drawing(form, number, bank, said.get("category", ""), said.get("tag", ""))
        return cleaned

    def _check_drawing(self, form, number: int, bank, category: str, tag: str) -> None:
        rows = bank.filter(category=category) if category else bank
        fitting = sum(not tag or tag in tags for tags in rows.values_list("tags", flat=True))
        if number > fitting:
            sentence = _("Only %(count)d questions of the bank fit.") % {"count": fitting}
            form.add_error("number", sentence)
