"""Blocks and parts between the course folder's nouns and the raw values of stream fields, both ways."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from curriculum.blocks import BESIDE_PARTS
from curriculum.citations import parse

from .course_folder.richtext import to_html, to_markdown
from .course_folder.shapes import BLOCK_FIELDS, Block, Gap, Line, Option, Pair, Part, Rubric, Step
from .listed import items
from .shown_blocks import SHOWN

#: kinds of fields that hold formatted text
FORMATTED = {"text", "paragraphs"}


def raw_blocks(blocks, source=(), media: Mapping[str, int] = MappingProxyType({})) -> list[dict]:
    """The raw value of a lesson's body; a law block that names no citations has those of its `source` block.

    `media` maps names of files to ids; a file that is not there has none.
    """
    cited = {block.id: block.body["citations"] for block in source if block.kind == "law"}
    return [
        {"type": block.kind, "value": _raw_value(block, cited.get(block.id, ()), media), "id": block.id}
        for block in blocks
    ]


def _raw_value(block: Block, cited: tuple, media: Mapping[str, int]) -> dict:
    value = {"uncertain": block.uncertain}
    if block.kind in SHOWN:
        return value | SHOWN[block.kind].raw(block, media)
    fields = BLOCK_FIELDS[block.kind]
    if fields is None:
        return value | {"text": to_html(block.body)}
    for name, form in fields.items():
        held = block.body.get(name, "")
        if form in FORMATTED:
            value[name] = to_html(held)
        elif form == "citations":
            value[name] = items(block.id, name, [str(citation) for citation in held or cited])
        elif form == "items":
            value[name] = items(block.id, name, [to_html(item) for item in held])
        elif form == "titles":
            value[name] = items(block.id, name, list(held))
        elif form == "lines":
            lines = [{"speaker": line.speaker, "text": to_html(line.text)} for line in held]
            value[name] = items(block.id, name, lines)
        elif form == "options":
            options = [{"text": to_html(option.text), "correct": option.correct} for option in held]
            value[name] = items(block.id, name, options)
        else:
            value[name] = held
    return value


def blocks_of(stream) -> tuple[Block, ...]:
    """The course folder's blocks of a lesson's body."""
    return tuple(_block(child) for child in stream)


def _block(child) -> Block:
    raw = child.get_prep_value()
    kind, value = raw["type"], raw["value"]
    fields = BLOCK_FIELDS[kind]
    if kind in SHOWN:
        body = SHOWN[kind].body(child.value)
    elif fields is None:
        body = to_markdown(value["text"])
    else:
        body = {name: _held(form, value[name]) for name, form in fields.items()}
    return Block(kind=kind, id=raw["id"], body=body, uncertain=value["uncertain"] or "")


def _held(form: str, value):
    if form in FORMATTED:
        return to_markdown(value)
    if form == "citations":
        return tuple(parse(item["value"]) for item in value)
    if form == "items":
        return tuple(to_markdown(item["value"]) for item in value)
    if form == "titles":
        return tuple(item["value"] for item in value)
    if form == "lines":
        lines = (item["value"] for item in value)
        return tuple(Line(line["speaker"], to_markdown(line["text"])) for line in lines)
    if form == "options":
        return tuple(
            Option(to_markdown(item["value"]["text"]), bool(item["value"]["correct"])) for item in value
        )
    return value.replace("\r\n", "\n") if value else ""


def raw_parts(kind: str, parts) -> list[dict]:
    """The raw value of the parts of a question of the kind."""
    if kind == "ordering":
        return [{"type": "step", "value": part.text, "id": part.id} for part in parts]
    if kind == "short_text":
        return [_raw_short_text(part) for part in parts]
    return [raw for part in parts for raw in (_raw_step(part) if kind == "scenario" else [_raw_part(part)])]


def _raw_part(part) -> dict:
    if isinstance(part, Pair):
        return {"type": "pair", "value": {"left": part.left, "right": part.right}, "id": part.id}
    if isinstance(part, Gap):
        return {"type": "gap", "value": "\n".join(part.accepted), "id": part.id}
    return {"type": "option", "value": part.text, "id": part.id}


def _raw_short_text(part) -> dict:
    if isinstance(part, Rubric):
        return {"type": "rubric", "value": part.text, "id": part.id}
    return {"type": "accepted", "value": "\n".join(part.accepted), "id": part.id}


def _raw_step(step: Step) -> list[dict]:
    """A step is followed by its choices."""
    if not step.choices:
        return [{"type": "free", "value": {"wording": step.text, "rubric": step.rubric}, "id": step.id}]
    choices = [{"type": "choice", "value": choice.text, "id": choice.id} for choice in step.choices]
    return [{"type": "situation", "value": step.text, "id": step.id}, *choices]


def raw_objectives(parts) -> list[dict]:
    return [{"type": "objective", "value": part.text, "id": part.id} for part in parts]


def parts_of(stream) -> tuple:
    """The parts of a question, or the objectives of a module, as nouns of the course folder."""
    found = []
    for child in stream:
        if child.block_type in BESIDE_PARTS:
            continue
        if child.block_type == "pair":
            found.append(Pair(child.id, child.value["left"], child.value["right"]))
        elif child.block_type == "rubric":
            found.append(Rubric(child.id, child.value))
        elif child.block_type == "free":
            found.append(Step(child.id, child.value["wording"], rubric=child.value["rubric"]))
        elif child.block_type == "situation":
            found.append(Step(child.id, child.value))
        elif child.block_type == "choice" and found:
            step = found.pop()
            found.append(replace(step, choices=(*step.choices, Part(child.id, child.value))))
        elif child.block_type in ("gap", "accepted"):
            lines = (line.strip() for line in child.value.splitlines())
            found.append(Gap(child.id, tuple(line for line in lines if line)))
        else:
            found.append(Part(child.id, child.value))
    return tuple(found)
