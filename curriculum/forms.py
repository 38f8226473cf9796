"""Forms of the admin: what a person may choose, and sentences where the database would only refuse."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.permissions import policy_registry

from lms.people.models import Role, User

from .approving import let_review, reviewers_of
from .citations import NotACitation, parse
from .dependants import HasDependants, refuse_if_needed
from .models import Module, Review
from .naming import short_name
from .waiting import rings


class TeachingForm(WagtailAdminModelForm):
    """Offers only what the person may choose: modules they may change, people they may see."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if module := self.fields.get("module"):
            module.queryset = self._changeable(Module)
        if editors := self.fields.get("editors"):
            self._offer_people(editors)
        _keep_address(self)

    def _changeable(self, model):
        return policy_registry.get_by_type(model).instances_user_has_permission_for(self.for_user, "change")

    def _chosen(self, panel: str, field: str):
        """What was chosen in an inline panel, form by form; its forms are checked first."""
        formset = self.formsets.get(panel)
        if formset is None:
            return
        formset.is_valid()
        for form in formset.forms:
            if choice := getattr(form, "cleaned_data", {}).get(field):
                yield form, choice

    def _offer_people(self, editors):
        team = User.objects.visible_to(self.for_user).filter(is_staff=True, is_active=True)
        chosen = self.instance.editors.all() if self.instance.pk else User.objects.none()
        editors.queryset = User.objects.filter(
            pk__in={*team.values_list("pk", flat=True), *(p.pk for p in chosen)}
        )
        editors.label_from_instance = lambda person: person.calling_name
        editors.help_text = _("They may change this as you do.")
        if not policy_registry.get(self.instance).may_invite(self.for_user, self.instance):
            editors.disabled = True
            editors.help_text = _("Whom it belongs to invites others.")


class NewTaughtForm(TeachingForm):
    """A new course, module, lesson …: its name in the source language; the short name follows from it."""

    name = forms.CharField(
        label=_("Title in German"),
        max_length=200,
        help_text=_("You write the text itself in the next step. Translations come from it later."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["name"])
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "For addresses. It is made from the title if you leave it empty."
            )

    def clean_slug(self):
        return self.cleaned_data["slug"] or short_name(self.cleaned_data.get("name", ""))


class NewQuestionForm(NewTaughtForm):
    name = forms.CharField(
        label=_("Wording in German"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You write the answers in the next step."),
    )


class NewFeedbackForm(NewTaughtForm):
    name = forms.CharField(label=_("Text in German"), widget=forms.Textarea(attrs={"rows": 3}))


class TermForm(TeachingForm):
    """Citations as people write them, one a line."""

    citations = forms.CharField(
        label=_("Citations"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, such as: § 551 Abs. 1 BGB"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["citations"] = "\n".join(self.instance.citations)

    def clean_citations(self) -> list[str]:
        lines = [line for line in self.cleaned_data["citations"].splitlines() if line.strip()]
        try:
            return [str(parse(line)) for line in lines]
        except NotACitation as refusal:
            raise ValidationError(refusal.sentence) from refusal


class ModuleForm(TeachingForm):
    """Refuses to take a lesson out that somebody has worked with."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for form in self.formsets["lessons"].forms if "lessons" in self.formsets else ():
            _keep_address(form)

    def clean(self):
        cleaned = super().clean()
        for form in getattr(self.formsets.get("lessons"), "deleted_forms", ()):
            if form.instance.pk:
                _refused_as_error(form.instance)
        return cleaned


class CourseForm(TeachingForm):
    """Takes in only modules that the person may read."""

    def clean(self):
        cleaned = super().clean()
        policy = policy_registry.get_by_type(Module)
        for form, module in self._chosen("course_modules", "module"):
            if not policy.user_has_permission_for_instance(self.for_user, "view", module):
                form.add_error("module", _("There is no such module."))
        self._check_prerequisites()
        return cleaned

    def _check_prerequisites(self):
        """They are between modules of the course, and none waits for itself by way of others."""
        here = {module.pk for _form, module in self._chosen("course_modules", "module")}
        needs: dict[int, set[int]] = {}
        for form, module in self._chosen("prerequisites", "module"):
            first = form.cleaned_data.get("needs")
            if form.cleaned_data.get("DELETE") or not first:
                continue
            for name, one in (("module", module), ("needs", first)):
                if one.pk not in here:
                    form.add_error(name, _("This module is not in the course."))
            needs.setdefault(module.pk, set()).add(first.pk)
            if rings(needs):
                form.add_error(
                    "needs", _("These modules would wait for one another: nobody could open them.")
                )


class ClosingForm(WagtailAdminModelForm):
    """Closes a review with a note."""

    class Meta:
        model = Review
        fields = ["note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True
        self.fields["note"].help_text = _("Write down what the check found, and where you looked.")


class LanguageForm(WagtailAdminModelForm):
    """A language and who looks its texts over: in one step by roles, or by a workflow made elsewhere."""

    language_code = forms.ChoiceField(label=_("Language"), choices=[("", "–"), *settings.LANGUAGES])
    reviewers = forms.MultipleChoiceField(
        label=_("Who looks texts over"),
        required=False,
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "One of them approves, and the text is published. Of translators only those of the language. "
            "They get an e-mail; who has no address finds the text under “My translations”."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = self.instance.workflow if self.instance.pk else None
        workflow, roles = self.fields["workflow"], reviewers_of(self.before) if self.before else []
        workflow.required = False
        workflow.queryset = workflow.queryset.filter(active=True)
        workflow.help_text = _("Instead of that: for several steps one after the other.")
        if roles:
            self.initial |= {"reviewers": roles, "workflow": None}

    def clean(self):
        cleaned = super().clean()
        if bool(cleaned.get("reviewers")) == bool(cleaned.get("workflow")):
            self.add_error("reviewers", _("Choose who looks texts over, or a workflow: one of the two."))
        return cleaned

    def save(self, commit=True):
        if roles := self.cleaned_data["reviewers"]:
            self.instance.workflow = let_review(self.instance.language_code, roles, self.before)
        return super().save(commit)


def _keep_address(form):
    """The short name of what exists already can be read, and stays."""
    if form.instance.pk and "slug" in form.fields:
        form.fields["slug"].disabled = True
        form.fields["slug"].help_text = _("It stands in addresses and on paper, so it stays.")


def _refused_as_error(subject):
    try:
        refuse_if_needed(subject)
    except HasDependants as refusal:
        raise ValidationError(str(refusal)) from refusal
