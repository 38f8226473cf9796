"""Where the choices of a branching case lead and what they are worth, asked in the words of its German text."""

from decimal import Decimal

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from .scenarios import steps_of

#: kinds of blocks that are steps, and those from which a way leads on
STEPS, WAYS = ("situation", "free"), ("choice", "free")


class WaysWidget(forms.MultiWidget):
    template_name = "curriculum/admin/ways.html"

    def __init__(self, ids=(), labels=(), widgets=()):
        self.ids, self.labels = ids, labels
        super().__init__(widgets)

    def decompress(self, value):
        return [said for id in self.ids for said in (value or {}).get(id, ("", ""))]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        asked = context["widget"]["subwidgets"]
        context["rows"] = list(zip(self.labels, asked[::2], asked[1::2], strict=True))
        return context


class WaysField(forms.MultiValueField):
    """Id of a choice, or of a step answered in own words → the step that follows (empty: the end), and marks."""

    def __init__(self, blocks=(), **kwargs):
        ways = [block for block in blocks if block.block_type in WAYS]
        steps = [block for block in blocks if block.block_type in STEPS]
        steps = [(step.id, f"{number}. {_shown(step, 40)}") for number, step in enumerate(steps, start=1)]
        self.ids = [block.id for block in ways]
        fields = []
        for _way in ways:
            fields.append(forms.ChoiceField(choices=[("", _("The case ends")), *steps], required=False))
            fields.append(forms.DecimalField(min_value=0, max_value=999, required=False, localize=True))
        widget = WaysWidget(self.ids, [_shown(block) for block in ways], [field.widget for field in fields])
        super().__init__(fields, widget=widget, required=False, require_all_fields=False, **kwargs)

    def compress(self, said) -> dict[str, tuple[str, Decimal]]:
        return {
            id: (to or "", marks or Decimal(0))
            for id, to, marks in zip(self.ids, said[::2], said[1::2], strict=False)
        }


def key_of_blocks(blocks, ways: dict) -> dict:
    """The key of the case in these blocks; the choices after a step belong to it. Shape: `curriculum.scenarios`."""
    steps = []
    for block in blocks:
        to, marks = ways.get(block.id, ("", Decimal(0)))
        way = {"id": block.id, "to": to or None, "marks": str(marks)}
        if block.block_type == "situation":
            steps.append({"id": block.id, "choices": []})
        elif block.block_type == "free":
            steps.append(way)
        elif block.block_type == "choice" and steps and "choices" in steps[-1]:
            steps[-1]["choices"].append(way)
    return {"parts": [block.id for block in blocks], "steps": steps}


def ways_in(key: dict) -> dict[str, tuple[str, Decimal]]:
    """What the field shows of a key."""
    ways = [way for step in steps_of(key).values() for way in step.get("choices", [step])]
    return {way["id"]: (way["to"] or "", Decimal(way["marks"])) for way in ways}


def _shown(block, longest: int = 90) -> str:
    words = block.value["wording"] if block.block_type == "free" else block.value
    return Truncator(" ".join(str(words).split())).chars(longest)
