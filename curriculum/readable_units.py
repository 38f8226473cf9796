"""A text unit by unit in plain HTML, as translators read the source: no decoration, each part with its label."""

from typing import NamedTuple

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.rich_text import RichText, get_text_for_indexing

from .rich_text import expand
from .translation import TranslationRow


class Part(NamedTuple):
    label: str
    html: SafeString


class ReadableUnit(NamedTuple):
    """A unit of a text: its name, what kind of block it is (or which field), and its parts in their order."""

    name: str
    label: str
    parts: list[Part]

    @property
    def words(self) -> str:
        """The unit without markup, for comparing."""
        return " ".join(get_text_for_indexing(part.html) for part in self.parts)


def readable_units(row: TranslationRow) -> list[ReadableUnit]:
    """The units of the row, in the order of `row.units()`."""
    found = []
    for name in row.content_fields:
        field = row._meta.get_field(name)
        if name in row.stream_fields:
            for child in getattr(row, name):
                parts = list(_parts(child.block, child.value, row.language_code))
                found.append(ReadableUnit(f"{name}:{child.id}", str(child.block.label), parts))
        else:
            value = getattr(row, name)
            html = _html(RichText(value) if isinstance(field, RichTextField) else value, row.language_code)
            found.append(ReadableUnit(name, capfirst(str(field.verbose_name)), [Part("", html)]))
    return found


def _parts(block, value, language):
    """A struct has a part for each of its fields that says something, anything else is one part."""
    if isinstance(block, ImageBlock):
        words = value.contextual_alt_text or _("only decoration")
        yield Part(_("Alternative text"), escape(words))
        return
    if not isinstance(block, blocks.StructBlock):
        yield Part("", _html(value, language))
        return
    for name, child in block.child_blocks.items():
        if html := _html(value[name], language):
            yield Part(str(child.label), html)


def _html(value, language) -> SafeString:
    if isinstance(value, RichText):
        return expand(value.source, language, pressable=False)
    if isinstance(value, bool):
        return escape("✓" if value else "")
    if isinstance(value, blocks.StructValue):
        return SafeString(" · ".join(filter(None, (_html(value[name], language) for name in value))))
    if isinstance(value, AbstractImage):
        return escape(" · ".join(filter(None, (value.title, value.contextual_alt_text))))
    if isinstance(value, TypedTable):
        return _table(value, language)
    if isinstance(value, ListValue):
        items = format_html_join("", "<li>{}</li>", ((_html(item, language),) for item in value))
        return format_html("<ul>{}</ul>", items) if items else items
    return escape(value or "")


def _table(table: TypedTable, language: str) -> SafeString:
    heads = format_html_join("", "<th>{}</th>", ((column["heading"],) for column in table.columns))
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(row, language),) for row in table.rows))
    return format_html("<table><caption>{}</caption><tr>{}</tr>{}</table>", table.caption, heads, rows)


def _cells(row, language: str) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((_html(cell.value, language),) for cell in row))
