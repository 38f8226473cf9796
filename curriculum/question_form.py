"""What is right in a question, asked in the words of its German text."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .case_form import WaysField, key_of_blocks, ways_in
from .forms import TeachingForm
from .keys import agrees, check_key
from .models import Kind, Question
from .naming import short_name
from .publishing_questions import content_of, revise_question
from .translation import SOURCE

#: kind of question → kinds of block that hold its parts
PARTS = {
    Kind.SINGLE: ("option",),
    Kind.MULTIPLE: ("option",),
    Kind.MATCHING: ("pair",),
    Kind.ORDERING: ("step",),
    Kind.GAP: ("gap",),
    Kind.SHORT_TEXT: ("accepted", "rubric"),
    Kind.SCENARIO: ("situation", "choice", "free"),
}


#: what of a key comes from other platforms, and is not asked for in the form
FURTHER = ("weights", "also")


class QuestionForm(TeachingForm):
    """Kind and right answers of a question; a change of what was drawn already makes a new version.

    The parts are those of the German text, drafts included: pairs belong together as they stand there, and
    steps are in the right order there.
    """

    kind = forms.ChoiceField(label=_("Kind of question"), required=False)
    correct = forms.MultipleChoiceField(
        label=_("Right answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For one or several right answers. You write the answers in the German text."),
    )
    is_true = forms.TypedChoiceField(
        label=_("The statement is"),
        required=False,
        choices=[("", "–"), ("yes", _("true")), ("no", _("false"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    answer = forms.DecimalField(label=_("The right number"), required=False, localize=True)
    tolerance = forms.DecimalField(
        label=_("It may differ by"), required=False, min_value=0, localize=True, help_text=_("0: not at all.")
    )
    case = forms.MultipleChoiceField(
        label=_("Upper and lower case matter in"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For gaps and short texts. In all others “Kaution” and “kaution” are the same."),
    )
    ways = WaysField()
    objective = forms.ChoiceField(
        label=_("Learning objective"), required=False, help_text=_("One of those of the module.")
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        help_text=_("Short names with commas between. A quiz may draw questions with a tag by chance."),
    )

    class Meta:
        model = Question
        fields = ["slug", "name", "ready", "difficulty", "objective", "category", "tags"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["tags"] = ", ".join(self.instance.tags)
        row = self.instance.own_rows().filter(language_code=SOURCE).first()
        self.content = content_of(row.get_latest_revision_as_object()) if row else None
        self.blocks = list(row.get_latest_revision_as_object().parts) if row else []
        self.fields["objective"].choices = [("", "–"), *self._objectives()]
        self.fields["kind"].choices = [("", "–"), *Kind.choices]
        self.fields["correct"].choices = [
            (block.id, Truncator(str(block.value)).chars(120))
            for block in self.blocks
            if block.block_type == "option"
        ]
        self.fields["case"].choices = [
            (block.id, Truncator(" · ".join(str(block.value).splitlines())).chars(120))
            for block in self.blocks
            if block.block_type in ("gap", "accepted")
        ]
        self.fields["ways"] = WaysField(
            self.blocks,
            label=_("Ways through the case"),
            help_text=_("It begins with the first step of the German text."),
        )
        self.present = self.instance.versions.order_by("-number").first()
        self._show(self.present)

    def clean_tags(self) -> list[str]:
        names = (short_name(tag) for tag in self.cleaned_data["tags"].split(","))
        return list(dict.fromkeys(name for name in names if name))

    def clean(self):
        cleaned = super().clean()
        if (kind := cleaned.get("kind")) and not self.errors:
            self.key = self._key(kind, cleaned)
            self.key |= self._kept(kind)
            try:
                check_key(kind, self.key)
            except Refusal as refusal:
                self.add_error("ways" if kind == Kind.SCENARIO else "kind", str(refusal))
            else:
                if not agrees(kind, self.key, self.content or {"parts": {}, "wording": ""}):
                    self.add_error("kind", _("The German text has other parts than a question of this kind."))
        return cleaned

    def revise(self, *, by) -> None:
        """Make what was said here the newest version."""
        if kind := self.cleaned_data.get("kind"):
            revise_question(self.instance, self.key, by=by, kind=kind)

    def _objectives(self) -> list[tuple[str, str]]:
        module = self.instance.module.own_rows().filter(language_code=SOURCE).first()
        return [(part.id, str(part.value)) for part in module.objectives] if module else []

    def _kept(self, kind) -> dict:
        """What an imported key says beside what is asked here holds as long as nothing of that is changed."""
        present = self.present.key if self.present and self.present.kind == kind else {}
        further = {name: present[name] for name in FURTHER if name in present}
        if not further:
            return {}
        asked = {name: said for name, said in present.items() if name not in FURTHER}
        return further if _comparable(asked) == _comparable(self.key) else {}

    def _show(self, version):
        if version and set(FURTHER) & set(version.key):
            field = self.fields["answer" if "also" in version.key else "correct"]
            field.help_text = _(
                "This question came with weights of its own (%(weights)s). They go when you change what is right."
            ) % {"weights": _weights_of(version.key)}
        if version:
            is_true = version.key.get("correct")
            self.initial |= {
                "kind": version.kind,
                "correct": is_true if isinstance(is_true, list) else [],
                "is_true": {True: "yes", False: "no"}.get(is_true, "") if isinstance(is_true, bool) else "",
                "answer": _number(version.key.get("answer")),
                "tolerance": _number(version.key.get("tolerance")),
                "case": version.key.get("case", []),
                "ways": ways_in(version.key) if version.kind == Kind.SCENARIO else {},
            }

    def _key(self, kind, cleaned) -> dict:
        if kind == Kind.TRUE_FALSE:
            return {"correct": cleaned.get("is_true")}
        if kind == Kind.NUMERIC:
            return {"answer": str(cleaned.get("answer")), "tolerance": str(cleaned.get("tolerance") or 0)}
        blocks = [block for block in self.blocks if block.block_type in PARTS[kind]]
        parts = [block.id for block in blocks]
        if kind == Kind.SCENARIO:
            return key_of_blocks(blocks, cleaned.get("ways") or {})
        if kind == Kind.SHORT_TEXT and any(block.block_type == "rubric" for block in blocks):
            return {"parts": parts, "by_hand": True}
        if kind in (Kind.GAP, Kind.SHORT_TEXT):
            return {"parts": parts} | ({"case": cleaned["case"]} if cleaned.get("case") else {})
        return {"parts": parts} | ({"correct": cleaned["correct"]} if "option" in PARTS[kind] else {})


def _comparable(key: dict) -> dict:
    """5 and 5.0 are the same number, and the order of ticks does not matter."""
    return {
        name: Decimal(said) if isinstance(said, str) else sorted(said) if isinstance(said, list) else said
        for name, said in key.items()
    }


def _weights_of(key: dict) -> str:
    if "also" in key:
        return ", ".join(f"{other['answer']}: {Decimal(other['share']):.0%}" for other in key["also"])
    return ", ".join(f"{part}: {Decimal(weight):.0%}" for part, weight in key["weights"].items())


def _number(text) -> Decimal | None:
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError):
        return None
