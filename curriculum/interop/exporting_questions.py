"""The bank of a module as a file for other platforms."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Module, Question, QuestionVersion
from curriculum.translation import SOURCE

from .question_files.gift_writing import has_gift, is_lessened, write_gift
from .question_files.moodle_writing import has_moodle_xml, write_moodle_xml
from .question_files.opening import Format
from .question_files.shapes import Item
from .question_parts import item_of

WRITERS = {Format.GIFT: (has_gift, write_gift), Format.MOODLE_XML: (has_moodle_xml, write_moodle_xml)}
LESSENED = gettext_lazy(
    "“%(name)s” loses what has no form in GIFT: pictures, the unit, whether upper and lower case matter, "
    "or what a good answer says."
)


@dataclass(frozen=True)
class Exported:
    """The text of the file, how many questions it holds, and sentences on those that it does not."""

    text: str
    number: int
    left_out: tuple[str, ...]


def export_questions(module: Module, *, format: str) -> Exported:
    """Every question of the bank that is not retired, as published: in German, or else in a language that there is.

    What the format does not know is named.
    """
    known, write = WRITERS[Format(format)]
    items, left_out = [], []
    for question, item in _items(module):
        if item is None:
            left_out.append(_("“%(name)s” has no published text.") % {"name": question.slug})
        elif not known(item):
            sentence = _("“%(name)s” has no form in this format (%(kind)s).")
            left_out.append(sentence % {"name": question.slug, "kind": item.kind})
        else:
            items.append(item)
            if format == Format.GIFT and is_lessened(item):
                left_out.append(LESSENED % {"name": question.slug})
    return Exported(write(items), len(items), tuple(left_out))


def _items(module: Module) -> list[tuple[Question, Item | None]]:
    """The questions in the order in which they came; three queries and the pictures."""
    questions = Question.objects.filter(module=module, archived_at=None).order_by("pk")
    rows = Question.rows().filter(master__in=questions, live=True).order_by("master_id")
    texts = {pk: min(own, key=_order) for pk, own in groupby(rows, key=lambda row: row.master_id)}
    versions = QuestionVersion.objects.filter(question__in=questions).order_by("number")
    newest = {version.question_id: version for version in versions}
    return [
        (q, item_of(q, newest[q.pk], texts[q.pk]) if q.pk in texts and q.pk in newest else None)
        for q in questions
    ]


def _order(row) -> tuple[bool, str]:
    return row.language_code != SOURCE, row.language_code
