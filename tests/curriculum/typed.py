"""What a browser sends when somebody saves a text in the admin: the fields of the form, blocks with their ids."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField
from wagtail.images.blocks import ImageBlock
from wagtail.test.utils.form_data import rich_text

from curriculum.translation import TranslationRow


def typed(row: TranslationRow, action: str = "", *, shown=None, confirmed=None, **changes) -> dict:
    """The form of the row's latest content with `changes` (field → new value).

    `action` is publish, submit …; empty saves a draft. `shown` and `confirmed` map unit → digest; by default the
    source as it is now was shown.
    """
    row = type(row)._default_manager.get(pk=row.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(row, name, value)
    data = {"go_live_at": "", "expire_at": ""}
    for name in row.content_fields:
        field, value = row._meta.get_field(name), getattr(row, name)
        if name in row.stream_fields:
            data |= _typed(field.stream_block, value, name)
        else:
            data[name] = (
                rich_text(value, features=field.features) if isinstance(field, RichTextField) else value
            )
    source = row.source_row()
    data["shown_unit"] = _marks(source.units() if shown is None and source else shown or {})
    data["confirm_unit"] = _marks(confirmed or {})
    if action:
        data[f"action-{action}"] = "1"
    return data


def _marks(digests: dict) -> list[str]:
    return [f"{unit}@{digest}" for unit, digest in digests.items()]


def _typed(block, value, prefix: str) -> dict:
    if isinstance(block, blocks.StreamBlock):
        entries = [(child.block, child.value, child.id, child.block_type) for child in value]
        return _sequence(entries, prefix)
    if isinstance(block, blocks.ListBlock):
        return _sequence([(block.child_block, c.value, c.id, "item") for c in value.bound_blocks], prefix)
    if isinstance(block, ImageBlock):
        shown = {"image": value.pk, "alt_text": value.contextual_alt_text or ""}
        data = {f"{prefix}-{name}": typed for name, typed in shown.items()}
        return data | ({f"{prefix}-decorative": "on"} if value.decorative else {})
    if isinstance(block, TypedTableBlock):
        return _typed_table(value, prefix)
    if isinstance(block, blocks.ChooserBlock):
        return {prefix: value.pk if value else ""}
    if isinstance(block, blocks.StructBlock):
        data = {}
        for name, child in block.child_blocks.items():
            data |= _typed(child, value[name], f"{prefix}-{name}")
        return data
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: rich_text(value.source, features=block.features)}
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if value else {}
    return {prefix: value or ""}


def _typed_table(table, prefix: str) -> dict:
    data = {
        f"{prefix}-caption": table.caption,
        f"{prefix}-column-count": len(table.columns),
        f"{prefix}-row-count": len(table.row_data),
    }
    for place, column in enumerate(table.columns):
        told = {"type": column["block"].name, "order": place, "deleted": "", "heading": column["heading"]}
        data |= {f"{prefix}-column-{place}-{name}": value for name, value in told.items()}
    for place, row in enumerate(table.rows):
        data |= {f"{prefix}-row-{place}-order": place, f"{prefix}-row-{place}-deleted": ""}
        for number, cell in enumerate(row):
            data |= _typed(cell.block, cell.value, f"{prefix}-cell-{place}-{number}")
    return data


def _sequence(entries, prefix: str) -> dict:
    data = {f"{prefix}-count": str(len(entries))}
    for number, (block, value, id, kind) in enumerate(entries):
        place = f"{prefix}-{number}"
        data |= {
            f"{place}-deleted": "",
            f"{place}-order": str(number),
            f"{place}-type": kind,
            f"{place}-id": id,
        }
        data |= _typed(block, value, f"{place}-value")
    return data
