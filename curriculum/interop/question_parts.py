"""The parts of a question between a file and the site: an item's parts and key as they are stored, and back again."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import count
from string import ascii_lowercase

from curriculum.models import Kind, Question, QuestionTranslation, QuestionVersion

from .question_files.composing import shares_here, usual_shares
from .question_files.shapes import FULL, Gap, Item, Number, Option, Pair, Picture

#: the one part of a short text
ONE = "1"


def key_of(item: Item) -> dict:
    """What is right in an item; shapes stand at `QuestionVersion`."""
    match item.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return _key_of_choice(item)
        case Kind.TRUE_FALSE:
            return {"correct": item.is_true}
        case Kind.NUMERIC:
            first, *others = (
                {"answer": f"{n.answer:f}", "tolerance": f"{n.tolerance:f}"} for n in item.numbers
            )
            also = [
                {**other, "share": f"{number.share.normalize():f}"}
                for other, number in zip(others, item.numbers[1:], strict=True)
            ]
            return first | ({"also": also} if also else {})
        case Kind.GAP | Kind.SHORT_TEXT if item.rubric is None:
            ids = _numbers(len(item.gaps))
            case = [id for id, gap in zip(ids, item.gaps, strict=True) if gap.case]
            return {"parts": ids} | ({"case": case} if case else {})
        case Kind.SHORT_TEXT:
            return {"parts": [ONE], "by_hand": True}
        case _:
            return {"parts": _letters(len(item.pairs) or len(item.steps))}


def _key_of_choice(item: Item) -> dict:
    ids, several = _letters(len(item.options)), item.kind == Kind.MULTIPLE
    shares = [option.share for option in item.options]
    if several:
        correct = [id for id, share in zip(ids, shares, strict=True) if share > 0]
    else:
        correct = [ids[shares.index(max(shares))]]
    key = {"parts": ids, "correct": correct}
    if usual_shares(item.options, several=several):
        return key
    return key | {"weights": {id: f"{share.normalize():f}" for id, share in zip(ids, shares, strict=True)}}


def raw_parts(item: Item, *, keep: Callable[[Picture], object] | None = None) -> list[dict]:
    """The raw value of the parts; pictures are among them once somebody keeps them."""

    def pictured(picture: Picture | None, part: str) -> list[dict]:
        if not (picture and keep):
            return []
        value = {"image": keep(picture).pk, "alt_text": picture.alt, "decorative": not picture.alt}
        return [{"type": "picture", "value": value, "id": f"{part}-picture"}]

    raw = pictured(item.picture, "question")
    for id, option in zip(_letters(len(item.options)), item.options, strict=True):
        raw += [_part("option", option.text, id), *pictured(option.picture, id)]
        raw += [_part("feedback", option.feedback, f"{id}-feedback")] if option.feedback else []
    for id, pair in zip(_letters(len(item.pairs)), item.pairs, strict=True):
        raw.append(_part("pair", {"left": pair.left, "right": pair.right}, id))
    for id, step in zip(_letters(len(item.steps)), item.steps, strict=True):
        raw.append(_part("step", step, id))
    for id, gap in zip(_numbers(len(item.gaps)), item.gaps, strict=True):
        raw.append(_part("gap" if item.kind == Kind.GAP else "accepted", "\n".join(gap.accepted), id))
    return [*raw, _part("rubric", item.rubric, ONE)] if item.rubric is not None else raw


def item_of(question: Question, version: QuestionVersion, row: QuestionTranslation) -> Item:
    """The question of the bank in the words of one row. A case stays without its parts: no format holds them."""
    item = Item(
        version.kind,
        row.wording,
        explanation=row.explanation,
        unit=row.unit,
        name=question.name,
        id=question.foreign_id or question.slug,
        category=question.category,
        tags=tuple(question.tags),
        language=row.language_code,
    )
    words, said, pictures, above = {}, {}, {}, ""
    for block in row.parts:
        if block.block_type == "feedback":
            said[above] = str(block.value)
        elif block.block_type == "picture":
            pictures[above] = _picture(block.value)
        else:
            above = block.id
            words[above] = block.value
    item = replace(item, picture=pictures.get(""))
    key = version.key
    match version.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            ids = [id for id in words if id in key["parts"]]
            shares = _shares(version, ids)
            options = (
                Option(str(words[id]), share, said.get(id, ""), pictures.get(id))
                for id, share in zip(ids, shares, strict=True)
            )
            return replace(item, options=tuple(options))
        case Kind.TRUE_FALSE:
            return replace(item, is_true=key["correct"])
        case Kind.NUMERIC:
            return replace(item, numbers=tuple(_number(held) for held in (key, *key.get("also", ()))))
        case Kind.MATCHING:
            return replace(item, pairs=tuple(Pair(str(v["left"]), str(v["right"])) for v in words.values()))
        case Kind.ORDERING:
            return replace(item, steps=tuple(str(words[id]) for id in key["parts"]))
        case Kind.SHORT_TEXT if key.get("by_hand"):
            return replace(item, rubric=str(words[key["parts"][0]]))
        case Kind.GAP | Kind.SHORT_TEXT:
            return _with_gaps(item, key, words)
    return item


def _with_gaps(item: Item, key: dict, words: dict) -> Item:
    """The gaps of the text, numbered from one in the order in which they stand in the key."""
    gaps, wording = [], item.wording
    for number, id in enumerate(key["parts"], start=1):
        lines = tuple(line.strip() for line in str(words[id]).splitlines() if line.strip())
        gaps.append(Gap(lines, id in key.get("case", ())))
        wording = wording.replace(f"{{{{{id}}}}}", f"{{{{{number}}}}}")
    return replace(item, gaps=tuple(gaps), wording=wording)


def _shares(version: QuestionVersion, ids: list[str]) -> list[Decimal]:
    key = version.key
    if weights := key.get("weights"):
        return [Decimal(weights[id]) for id in ids]
    right = [place for place, id in enumerate(ids) if id in key["correct"]]
    return shares_here(len(ids), right, several=version.kind == Kind.MULTIPLE)


def _number(held: dict) -> Number:
    return Number(Decimal(held["answer"]), Decimal(held["tolerance"]), Decimal(held.get("share", FULL)))


def _picture(image) -> Picture:
    with image.open_file() as file:
        data = file.read()
    alt = "" if image.decorative else image.contextual_alt_text or ""
    return Picture(image.filename, data, alt)


def _part(kind: str, value, id: str) -> dict:
    return {"type": kind, "value": value, "id": id}


def _letters(number: int) -> list[str]:
    """a, b … z, and then a2, b2 …"""
    names = (f"{sign}{round if round > 1 else ''}" for round in count(1) for sign in ascii_lowercase)
    return [next(names) for _each in range(number)]


def _numbers(number: int) -> list[str]:
    return [str(place) for place in range(1, number + 1)]
