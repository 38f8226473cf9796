"""A table: every column has a heading, and the whole a caption, so that ears can follow it, too."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from .uncertain_block import LINE_FEATURES, UncertainBlock


class TableBlock(UncertainBlock):
    table = TypedTableBlock(
        [("cell", blocks.RichTextBlock(features=LINE_FEATURES, required=False, label=_("Text")))],
        label=_("Table"),
    )
    row_heads = blocks.BooleanBlock(
        required=False,
        label=_("The first column names the rows"),
        help_text=_("Then whoever listens hears that cell before each of its row."),
    )

    def clean_whole(self, value):
        """Raises a sentence for a table without caption, columns, rows, or the heading of a column."""
        table, sentence = value["table"], ""
        if not table.caption.strip():
            sentence = _("Give the table a caption: what does it show?")
        elif not table.columns or not table.row_data:
            sentence = _("A table has columns and rows. Add them, or delete the block.")
        elif not all(column["heading"].strip() for column in table.columns):
            sentence = _("Give every column a heading.")
        if sentence:
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(sentence)})
        return value

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Facts to compare, in few columns. On a phone it can be moved sideways.")
        template = "curriculum/blocks/table.html"
