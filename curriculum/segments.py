"""The words of a unit, piece by piece: the fields of a block that hold text, and how a block is made of them again."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from wagtail import blocks
from wagtail.fields import RichTextField

from .translation import TranslationRow

#: where a text stands within its unit: names of fields and numbers of list items; empty for a plain field
Path = tuple[str, ...]


class Segment(NamedTuple):
    """One text of a unit; `longest` is how many signs it may have, if that is limited, `lines` whether it may break."""

    path: Path
    text: str
    formatted: bool
    longest: int | None = None
    lines: bool = True


def segments(row: TranslationRow) -> dict[str, list[Segment]]:
    """Unit → its texts that say something, in the order of `row.units()`."""
    found: dict[str, list[Segment]] = {}
    for name in row.content_fields:
        field = row._meta.get_field(name)
        if name in row.stream_fields:
            for child in getattr(row, name):
                raw = child.get_prep_value()
                found[f"{name}:{raw['id']}"] = list(_leaves(child.block, raw["value"], ()))
        elif text := getattr(row, name):
            formatted = isinstance(field, RichTextField)
            lines = formatted or field.get_internal_type() == "TextField"
            found[name] = [Segment((), text, formatted, field.max_length, lines)]
        else:
            found[name] = []
    return found


def fill(row: TranslationRow, source: TranslationRow, unit: str, texts: dict[Path, str]) -> None:
    """Write the texts into a unit of the row, whose shape and facts (what is right, what is cited) are the source's.

    A text that is not given stays as the row has it, else as the source has it. Items that only the row has stay.
    """
    name, _colon, block_id = unit.partition(":")
    if name not in row.stream_fields:
        setattr(row, name, texts[()])
        return
    given = next(child for child in getattr(source, name) if child.id == block_id)
    template = given.get_prep_value()
    raw = [child.get_prep_value() for child in getattr(row, name)]
    place = next((place for place, block in enumerate(raw) if block["id"] == block_id), None)
    own = raw[place]["value"] if place is not None and raw[place]["type"] == template["type"] else None
    template["value"] = _filled(given.block, template["value"], own, texts.get, ())
    if place is None:
        raw.insert(_place_of(block_id, getattr(source, name), raw), template)
    else:
        raw[place] = template
    setattr(row, name, row._meta.get_field(name).to_python(raw))


def _place_of(block_id: str, source, own: list[dict]) -> int:
    """Behind the nearest block before it that both have."""
    ids = [block["id"] for block in own]
    before = [child.id for child in source]
    for neighbour in reversed(before[: before.index(block_id)]):
        if neighbour in ids:
            return ids.index(neighbour) + 1
    return 0


def _is_text(block) -> bool:
    return isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)


def _fields(block: blocks.StructBlock) -> dict:
    """What of a struct is translated: a block names as `untranslated` the fields that are one in all languages."""
    kept = getattr(block, "untranslated", ())
    return {name: child for name, child in block.child_blocks.items() if name not in kept}


def _leaves(block, raw, path: Path) -> Iterator[Segment]:
    if isinstance(block, blocks.StructBlock):
        for name, child in _fields(block).items():
            yield from _leaves(child, (raw or {}).get(name), (*path, name))
    elif isinstance(block, blocks.ListBlock):
        for place, item in enumerate(raw or ()):
            yield from _leaves(block.child_block, item["value"], (*path, str(place)))
    elif isinstance(block, blocks.StreamBlock):
        for place, item in enumerate(raw or ()):
            yield from _leaves(block.child_blocks[item["type"]], item["value"], (*path, str(place)))
    elif _is_text(block) and raw:
        formatted = isinstance(block, blocks.RichTextBlock)
        lines = not isinstance(block, blocks.CharBlock)
        yield Segment(path, raw, formatted, getattr(block.field, "max_length", None), lines)


def _filled(block, raw, own, text_at: Callable[[Path], str | None], path: Path):
    """`raw` of the source with the texts in it; `own` is what the row has at this place."""
    if isinstance(block, blocks.StructBlock):
        own, translated = own or {}, _fields(block)
        return {
            name: _filled(child, raw.get(name), own.get(name), text_at, (*path, name))
            if name in translated
            else raw.get(name)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock | blocks.StreamBlock):
        raw, own = list(raw or ()), list(own or ())
        items = []
        for place, item in enumerate(raw):
            is_list = isinstance(block, blocks.ListBlock)
            child = block.child_block if is_list else block.child_blocks[item["type"]]
            same = own[place] if place < len(own) and own[place]["type"] == item["type"] else {}
            value = _filled(child, item["value"], same.get("value"), text_at, (*path, str(place)))
            items.append({**item, "id": same.get("id") or item["id"], "value": value})
        return items + own[len(raw) :]
    if not _is_text(block):
        return raw
    return text_at(path) or own or raw
