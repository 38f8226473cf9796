"""The blocks of a lesson, and the parts of a question. Each block keeps its id in every language."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .citations import NotACitation, parse
from .letter_block import LetterBlock
from .media_blocks import AudioBlock, PictureBlock, VideoBlock
from .table_block import TableBlock
from .uncertain_block import LINE_FEATURES, PROSE_FEATURES, UncertainBlock


class ProseBlock(UncertainBlock):
    text = blocks.RichTextBlock(features=PROSE_FEATURES, label=_("Text"))


class OpeningBlock(ProseBlock):
    class Meta:
        icon = "help"
        label = _("Everyday question")
        description = _(
            "The everyday question a lesson starts with. It makes curious and gives no answer yet."
        )
        template = "curriculum/blocks/opening.html"


class ExplanationBlock(ProseBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Prose")
        description = _(
            "Explains. Short paragraphs with headings; mark citations and glossary terms in the text."
        )
        template = "curriculum/blocks/prose.html"


class NoticeBlock(ProseBlock):
    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("Something that nobody should miss: a danger, a deadline, a first step.")
        template = "curriculum/blocks/notice.html"


class ExerciseBlock(ProseBlock):
    class Meta:
        icon = "edit"
        label = _("Exercise")
        description = _("Something to try out now or at the next meeting.")
        template = "curriculum/blocks/exercise.html"


class RememberBlock(ProseBlock):
    class Meta:
        icon = "pick"
        label = _("To remember")
        description = _("The one sentence to keep. Best at the end.")
        template = "curriculum/blocks/remember.html"


class LawValue(blocks.StructValue):
    def cited(self) -> list[dict]:
        """The citations, each as `text` and, where it can be read, `address`."""
        from .statutes import reading_address  # asks a model, and models are made of these blocks

        return [{"text": text, "address": reading_address(text)} for text in self["citations"]]


class LawBlock(UncertainBlock):
    untranslated = ("citations",)

    citations = blocks.ListBlock(
        blocks.CharBlock(), label=_("Citations"), help_text=_("Such as: § 551 Abs. 1 BGB")
    )
    text = blocks.RichTextBlock(features=LINE_FEATURES, label=_("In our own words"))

    def clean_whole(self, value):
        """Citations as the grammar writes them; a sentence at the one that is none."""
        faults = {}
        for place, text in enumerate(value["citations"]):
            try:
                value["citations"][place] = str(parse(text))
            except NotACitation as refusal:
                faults[place] = ValidationError(refusal.sentence)
        if faults:
            raise blocks.StructBlockValidationError(
                block_errors={"citations": blocks.ListBlockValidationError(block_errors=faults)}
            )
        return value

    class Meta:
        icon = "doc-full"
        label = _("The law says")
        description = _(
            "What the law says, in your own words, with its citations. Never copy the wording of a statute."
        )
        template = "curriculum/blocks/law.html"
        value_class = LawValue


class TrafficLightValue(blocks.StructValue):
    def lights(self) -> list[dict]:
        """The three parts, always in this order: a class, a pictogram, a title and the sentences of each."""
        return [
            {"colour": "do", "sign": "do", "title": _("This you may do"), "sentences": self["do"]},
            {"colour": "as", "sign": "halt", "title": _("Here you ask"), "sentences": self["ask"]},
            {
                "colour": "ho",
                "sign": "pass",
                "title": _("This you hand over"),
                "sentences": self["hand_over"],
            },
        ]


class TrafficLightBlock(UncertainBlock):
    do = blocks.ListBlock(blocks.RichTextBlock(features=LINE_FEATURES), label=_("This you may do"))
    ask = blocks.ListBlock(blocks.RichTextBlock(features=LINE_FEATURES), label=_("Here you ask"))
    hand_over = blocks.ListBlock(blocks.RichTextBlock(features=LINE_FEATURES), label=_("This you hand over"))

    class Meta:
        icon = "order"
        label = _("May do, ask, hand over")
        description = _(
            "What a multiplier may do, where to ask, and what to hand over. All three are needed."
        )
        template = "curriculum/blocks/traffic_light.html"
        value_class = TrafficLightValue


class ListOfItemsBlock(UncertainBlock):
    title = blocks.CharBlock(required=False, label=_("Title"))
    items = blocks.ListBlock(blocks.RichTextBlock(features=LINE_FEATURES), label=_("Items"))


class ChecklistBlock(ListOfItemsBlock):
    class Meta:
        icon = "tick-inverse"
        label = _("Checklist")
        description = _("Things to tick off, in no fixed order.")
        template = "curriculum/blocks/checklist.html"


class StepsBlock(ListOfItemsBlock):
    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Things to do one after the other.")
        template = "curriculum/blocks/steps.html"


class CaseBlock(UncertainBlock):
    title = blocks.CharBlock(label=_("Title"))
    situation = blocks.RichTextBlock(features=PROSE_FEATURES, label=_("Situation"))
    task = blocks.RichTextBlock(features=PROSE_FEATURES, label=_("Task"))
    solution = blocks.RichTextBlock(features=PROSE_FEATURES, label=_("Solution"))

    class Meta:
        icon = "openquote"
        label = _("Case")
        description = _("A case with a task. The solution opens when the reader asks for it.")
        template = "curriculum/blocks/case.html"


class MisconceptionBlock(UncertainBlock):
    wrong = blocks.RichTextBlock(features=LINE_FEATURES, label=_("Often heard"))
    right = blocks.RichTextBlock(features=LINE_FEATURES, label=_("What is right"))

    class Meta:
        icon = "cross"
        label = _("Misconception")
        description = _("An error that is often heard, put right.")
        template = "curriculum/blocks/misconception.html"


class SelfCheckOptionBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=LINE_FEATURES, label=_("Answer"))
    correct = blocks.BooleanBlock(required=False, label=_("Right"))


class SelfCheckBlock(UncertainBlock):
    question = blocks.RichTextBlock(features=LINE_FEATURES, label=_("Question"))
    options = blocks.ListBlock(SelfCheckOptionBlock(), label=_("Answers"), min_num=2)
    explanation = blocks.RichTextBlock(features=LINE_FEATURES, label=_("Explanation"))

    class Meta:
        icon = "radio-full"
        label = _("Question to yourself")
        description = _("A question to oneself. Nobody sees the answer; the explanation follows at once.")
        template = "curriculum/blocks/self_check.html"


def local_fact_choices() -> list[tuple[str, str]]:
    """The keys by what they are called in the source language."""
    from .local_facts import labels  # asks a model, and models are made of these blocks

    return labels()


class LocalFactKeyBlock(blocks.ChoiceBlock):
    def deconstruct(self):
        """As migrations know it: the keys of the day are none of their business."""
        return "wagtail.blocks.CharBlock", [], {}

    def normalize_choice(self, value):
        """As it is stored: Wagtail looks the keys of choices up whenever a block is read, which asks the database."""
        return value


class LocalFactBlock(UncertainBlock):
    key = LocalFactKeyBlock(
        choices=local_fact_choices,
        label=_("Local fact"),
        help_text=_("Each location fills in its own value. Learners see that of theirs."),
    )

    class Meta:
        icon = "site"
        label = _("Local fact")
        description = _(
            "What differs from place to place, such as an address or a limit. Each location fills it in."
        )
        template = "curriculum/blocks/local_fact.html"


class LineBlock(blocks.StructBlock):
    speaker = blocks.CharBlock(label=_("Who speaks"))
    text = blocks.RichTextBlock(features=LINE_FEATURES, label=_("What is said"))


class DialogueValue(blocks.StructValue):
    def turns(self) -> list[dict]:
        """Each line as `speaker`, `text` and whether it is `mine`: of the one who spoke first."""
        lines = self["lines"]
        return [
            {"speaker": line["speaker"], "text": line["text"], "mine": line["speaker"] == lines[0]["speaker"]}
            for line in lines
        ]


class DialogueBlock(UncertainBlock):
    title = blocks.CharBlock(required=False, label=_("Title"))
    lines = blocks.ListBlock(LineBlock(), label=_("Lines"), min_num=2)

    class Meta:
        icon = "comment"
        label = _("Dialogue")
        description = _("A conversation to read with two voices, or to practise at the meeting.")
        template = "curriculum/blocks/dialogue.html"
        value_class = DialogueValue


class LessonBlock(blocks.StreamBlock):
    opening = OpeningBlock()
    prose = ExplanationBlock()
    notice = NoticeBlock()
    law = LawBlock()
    traffic_light = TrafficLightBlock()
    checklist = ChecklistBlock()
    steps = StepsBlock()
    case = CaseBlock()
    misconception = MisconceptionBlock()
    self_check = SelfCheckBlock()
    exercise = ExerciseBlock()
    remember = RememberBlock()
    local_fact = LocalFactBlock()
    picture = PictureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    dialogue = DialogueBlock()
    letter = LetterBlock()
    table = TableBlock()


class ObjectivesBlock(blocks.StreamBlock):
    objective = blocks.CharBlock(label=_("After this module you can …"))


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(label=pgettext_lazy("half of a pair", "Left"))
    right = blocks.CharBlock(label=pgettext_lazy("half of a pair", "Right"))


class FreeStepBlock(blocks.StructBlock):
    wording = blocks.TextBlock(label=_("What has happened, and what is asked"), rows=3)
    rubric = blocks.TextBlock(
        label=_("What a good answer says"), help_text=_("Only those who mark it read this."), rows=3
    )


class PartsBlock(blocks.StreamBlock):
    """The words of a question's parts; a block's id is the id of the part in the key.

    Feedback and pictures are no parts: they belong to the part above them, or to the question where none is above.
    """

    option = blocks.CharBlock(label=_("Answer"))
    pair = PairBlock(label=_("Pair"))
    step = blocks.CharBlock(label=_("Step"))
    gap = blocks.TextBlock(
        label=_("Gap"), help_text=_("Accepted texts, one a line, the model answer first."), rows=3
    )
    accepted = blocks.TextBlock(
        label=_("Accepted texts"),
        help_text=_("For a short text that is compared: one a line, the model answer first."),
        rows=3,
    )
    rubric = blocks.TextBlock(
        label=_("What a good answer says"),
        help_text=_("For a short text that a person marks. Only those who mark it read this."),
        rows=3,
    )
    situation = blocks.TextBlock(
        label=_("Step of a case"),
        help_text=_("What has happened, and what is to be decided. Its choices follow below it."),
        rows=3,
    )
    choice = blocks.CharBlock(label=_("Choice in the step above"))
    free = FreeStepBlock(label=_("Step of a case, answered in own words"))
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        help_text=_("What is said to those who chose the answer above."),
        rows=2,
    )
    picture = ImageBlock(
        label=_("Picture"),
        help_text=_("It belongs to the answer above, or to the question if it stands first."),
    )


#: blocks of a question that are no parts of it
BESIDE_PARTS = ("feedback", "picture")
