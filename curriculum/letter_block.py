"""A letter to fill in and print. What is written stays on the page: nothing is sent or stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .letters import Letter, Wording, fault_of, wording
from .translation import SOURCE
from .uncertain_block import UncertainBlock


class LetterValue(blocks.StructValue):
    def wording(self, language: str) -> Wording:
        return wording(language, self["title"], list(self["fields"]), self["text"])

    def letter(self, language: str, german: "LetterValue | None") -> Letter:
        """With the German original, where the value is in another language."""
        own = self.wording(language)
        return Letter(german.wording(SOURCE), own) if german and language != SOURCE else Letter(own)


class LetterBlock(UncertainBlock):
    title = blocks.CharBlock(label=_("Title"))
    fields = blocks.ListBlock(
        blocks.CharBlock(),
        label=_("What is filled in"),
        help_text=_("One after the other, such as: date, name of the landlord, since when."),
    )
    text = blocks.TextBlock(
        label=_("Letter"),
        rows=14,
        help_text=_("Write {{1}} where the first field belongs, {{2}} for the second, and so on."),
    )

    def clean_whole(self, value):
        """Raises a sentence where a field has no place in the text, or a place no field."""
        if fault := fault_of(list(value["fields"]), value["text"]):
            raise blocks.StructBlockValidationError(block_errors={"text": ValidationError(fault)})
        return value

    def get_context(self, value, parent_context=None):
        """`letter` in the reader's language, and `german` beside it where that is another."""
        context = super().get_context(value, parent_context)
        language, source = context.get("language") or SOURCE, context.get("source")
        letter = value.letter(language, source)
        german = letter.german.labelled(list(value["fields"])) if letter.own else None
        return context | {"letter": letter.own or letter.german, "german": german}

    class Meta:
        icon = "mail"
        label = _("Letter to fill in")
        description = _("Readers fill it in and print it, or take the empty form with them. Nothing is sent.")
        template = "curriculum/blocks/letter.html"
        value_class = LetterValue
