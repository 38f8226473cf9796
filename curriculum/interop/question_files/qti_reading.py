"""Items of QTI 3.0 (1EdTech, “QTI 3 Best Practices and Implementation Guide”): one interaction an item."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Kind

from .composing import accepted, choice, decimal, finished, numeric, shares_here, with_choices
from .formatted import Formatted
from .pictures import name_of, picture_of
from .shapes import FULL, NOTHING, CannotTake, FileRefused, Gap, Item, LeftOut, Number, Option, Pair
from .trees import Element

ITEM = "qti-assessment-item"
_CHOICE, _ORDER, _MATCH = "qti-choice-interaction", "qti-order-interaction", "qti-match-interaction"
_INLINE, _ENTRY, _LONG = (
    "qti-inline-choice-interaction",
    "qti-text-entry-interaction",
    "qti-extended-text-interaction",
)
#: what may stand several times in an item, as the gaps of one text
_IN_TEXT = {_INLINE, _ENTRY}
_ASIDE = {
    "qti-rubric-block",
    "qti-modal-feedback",
    "qti-feedback-inline",
    "qti-feedback-block",
    "qti-prompt",
    "qti-stylesheet",
    "qti-companion-materials-info",
}


class NoItemOfQTI(FileRefused):
    sentence = gettext_lazy("This XML is no item of QTI 3.0: it begins with “%(tag)s”.")


@dataclass(frozen=True)
class _Response:
    """A response as declared: what is right, the marks of single answers, cardinality and base type."""

    correct: list[str]
    mapped: dict[str, Decimal]
    cardinality: str
    base: str
    case: bool


def read_item(root: Element, *, files: Mapping[str, bytes], file: str = "") -> Item | LeftOut:
    """The question of an item; `files` maps names as the item writes them to bytes. Raises `NoItemOfQTI`."""
    if root.tag != ITEM:
        raise NoItemOfQTI(tag=root.tag)
    title = " ".join((root.get("title") or root.get("identifier")).split())
    kinds = ""
    try:
        _refuse_what_computes(root)
        body = root.first("qti-item-body")
        asked = [element for element in body.within() if element.tag.endswith("-interaction")] if body else []
        kinds = ", ".join(dict.fromkeys(element.tag for element in asked))
        if len(asked) != 1 and {element.tag for element in asked} - _IN_TEXT:
            raise CannotTake(_("There is not just one interaction in the item."))
        if not asked:
            return LeftOut(root.line, _("The item asks nothing."), "", title, refused=False, file=file)
        read = _READERS.get(asked[0].tag)
        if read is None:
            raise CannotTake(_("Interactions of the kind “%(kind)s” are not known here."), kind=asked[0].tag)
        wording = Formatted(_html(body, leave_out=asked))
        picture, stands_for, notes = picture_of(
            wording, {name_of(name): data for name, data in files.items()}
        )
        prompt = asked[0].first("qti-prompt")
        words = [wording.plain(stands_for), Formatted(_html(prompt)).plain() if prompt else ""]
        item = Item(
            "",
            "\n".join(part for part in words if part),
            explanation="".join(Formatted(_html(told)).rich() for told in root.find("qti-modal-feedback")),
            picture=picture,
            name=title,
            id=root.get("identifier"),
            language=root.get("lang").lower().partition("-")[0],
            line=root.line,
            file=file,
        )
        item = read(item, asked, _responses(root), root)
        return finished(replace(item, notes=(*notes, *item.notes)))
    except CannotTake as refusal:
        return LeftOut(root.line, str(refusal), kinds, title, file=file)


def _refuse_what_computes(root: Element) -> None:
    if root.get("adaptive") == "true" or root.find("qti-template-declaration", "qti-template-processing"):
        raise CannotTake(_("Items that compute what they ask, or ask anew, are not known here."))
    if root.find("qti-assessment-stimulus-ref"):
        raise CannotTake(_("The item needs a text that stands in another file."))


def _responses(root: Element) -> dict[str, _Response]:
    found = {}
    for declared in root.all("qti-response-declaration"):
        entries = declared.find("qti-map-entry")
        right = declared.first("qti-correct-response")
        found[declared.get("identifier")] = _Response(
            [" ".join(value.text.split()) for value in (right.all("qti-value") if right else ())],
            {" ".join(e.get("map-key").split()): decimal(e.get("mapped-value")) for e in entries},
            declared.get("cardinality", "single"),
            declared.get("base-type"),
            any(entry.get("case-sensitive") == "true" for entry in entries),
        )
    return found


def _of(interaction: Element, responses: dict[str, _Response]) -> _Response:
    response = responses.get(interaction.get("response-identifier"))
    if response is None:
        raise CannotTake(_("Nothing says which answer is right."))
    return response


def _choice(item: Item, asked: list[Element], responses, root: Element) -> Item:
    (interaction,) = asked
    response, choices = _of(interaction, responses), interaction.find("qti-simple-choice")
    several = response.cardinality == "multiple"
    ids = [choice.get("identifier") for choice in choices]
    texts = [Formatted(_html(choice)) for choice in choices]
    right = [place for place, id in enumerate(ids) if id in response.correct]
    if response.mapped:
        most = sum((worth for worth in response.mapped.values() if worth > 0), NOTHING)
        most = most if several else max(response.mapped.values())
        shares = [response.mapped.get(id, NOTHING) / (most or 1) for id in ids]
        shares = [min(FULL, max(-FULL, share)) for share in shares]
    elif right:
        shares = shares_here(len(ids), right, several=several and len(right) < len(ids))
    else:
        raise CannotTake(_("Nothing says which answer is right."))
    told = [
        " ".join(Formatted(_html(f)).line() for f in choice.find("qti-feedback-inline")) for choice in choices
    ]
    options = [
        Option(text.line(), share, feedback)
        for text, share, feedback in zip(texts, shares, told, strict=True)
    ]
    notes = [_("The picture “%(name)s” is not kept.") % {"name": i.source} for t in texts for i in t.images]
    return replace(item, **choice(options, several=several), notes=tuple(notes))


def _order(item: Item, asked: list[Element], responses, root: Element) -> Item:
    (interaction,) = asked
    words = _words_of(interaction.find("qti-simple-choice"))
    right = _of(interaction, responses).correct
    if sorted(right) != sorted(words) or len(right) < 2:
        raise CannotTake(_("The right order does not name each step once."))
    return replace(item, kind=Kind.ORDERING, steps=tuple(words[id] for id in right))


def _match(item: Item, asked: list[Element], responses, root: Element) -> Item:
    (interaction,) = asked
    sets = interaction.find("qti-simple-match-set")
    if len(sets) != 2:
        raise CannotTake(_("There are not two sets to match."))
    lefts, rights = (_words_of(one.find("qti-simple-associable-choice")) for one in sets)
    response = _of(interaction, responses)
    named = response.correct or [key for key, worth in response.mapped.items() if worth > 0]
    pairs = [pair.split() for pair in named]
    known = all(len(pair) == 2 and pair[0] in lefts and pair[1] in rights for pair in pairs)
    if not known or len({left for left, _right in pairs}) < len(pairs) or len(pairs) < 2:
        raise CannotTake(_("Each left side has to belong to just one right side, and two pairs are needed."))
    used = {id for pair in pairs for id in pair}
    spare = [words for id, words in {**lefts, **rights}.items() if id not in used]
    sentence = _("“%(text)s” is not taken: every right side belongs to a left one.")
    return replace(
        item,
        kind=Kind.MATCHING,
        pairs=tuple(Pair(lefts[left], rights[right]) for left, right in pairs),
        notes=tuple(sentence % {"text": words} for words in spare),
    )


def _in_text(item: Item, asked: list[Element], responses, root: Element) -> Item:
    """Gaps in a text; one entry that stands alone is a short text, or a number."""
    only = asked[0] if len(asked) == 1 and asked[0].tag == _ENTRY else None
    body = root.first("qti-item-body")
    if only is not None:
        response = _of(only, responses)
        if response.base in ("integer", "float"):
            return _number(item, response, root)
        if _stands_alone(only, body):
            gap, notes = _accepted(response)
            wording = Formatted(_html(body, leave_out=asked)).plain()
            return replace(item, kind=Kind.SHORT_TEXT, wording=wording, gaps=(gap,), notes=tuple(notes))
    gaps, places, notes = [], {}, []
    for number, interaction in enumerate(asked, start=1):
        response = _of(interaction, responses)
        if interaction.tag == _INLINE:
            words = _words_of(interaction.find("qti-inline-choice"))
            right = [words[id] for id in response.correct or _best(response) if id in words]
            if len(right) != 1:
                raise CannotTake(_("Not just one answer is right in a gap."))
            gap, behind = Gap((right[0],)), with_choices(right[0], list(words.values()))
        else:
            (gap, left), behind = _accepted(response), ""
            notes += left
        gaps.append(gap)
        places[id(interaction)] = f"{{{{{number}}}}}{behind}"
    wording = Formatted(_html(body, instead=places)).plain()
    return replace(item, kind=Kind.GAP, wording=wording, gaps=tuple(gaps), notes=tuple(notes))


def _best(response: _Response) -> list[str]:
    return [key for key, worth in response.mapped.items() if worth > 0]


def _accepted(response: _Response):
    most = max(response.mapped.values(), default=FULL)
    texts = [(text, FULL) for text in response.correct]
    texts += [(key, worth / most) for key, worth in response.mapped.items() if worth > 0 and most > 0]
    return accepted([(text.replace("*", "\\*"), share) for text, share in texts], case=response.case)


def _number(item: Item, response: _Response, root: Element) -> Item:
    """The tolerance is that of the response processing, if it names an absolute one."""
    tolerance = NOTHING
    for equal in root.find("qti-equal"):
        if equal.get("tolerance-mode") == "absolute":
            tolerance = max(decimal(part) for part in equal.get("tolerance", "0").split() or ["0"])
        elif equal.get("tolerance-mode") == "relative":
            raise CannotTake(_("A tolerance in per cent is not known here."))
    numbers = [Number(decimal(text), tolerance) for text in response.correct]
    most = max(response.mapped.values(), default=FULL)
    if not numbers and most > 0:
        numbers = [
            Number(decimal(key), tolerance, min(FULL, worth / most)) for key, worth in response.mapped.items()
        ]
    return replace(item, **numeric(numbers))


def _long(item: Item, asked: list[Element], responses, root: Element) -> Item:
    rubric = "\n".join(Formatted(_html(block)).plain() for block in root.find("qti-rubric-block"))
    return replace(item, kind=Kind.SHORT_TEXT, rubric=rubric)


def _words_of(choices: list[Element]) -> dict[str, str]:
    found = {choice.get("identifier"): Formatted(_html(choice)).line() for choice in choices}
    if not all(found.values()):
        raise CannotTake(_("An answer has no words."))
    return found


def _stands_alone(entry: Element, body: Element) -> bool:
    """Whether nothing else is said in the block in which it stands."""
    block = next(element for element in (body, *body.within()) if entry in element.children)
    return not "".join([block.text, *(child.text + child.tail for child in block.children)]).strip()


def _html(element: Element | None, *, leave_out=(), instead: Mapping[int, str] | None = None) -> str:
    """What is in an element as HTML; interactions become what stands `instead` of them, or nothing."""
    if element is None:
        return ""
    made = [escape(element.text, quote=False)]
    for child in element.children:
        if instead and id(child) in instead:
            made.append(escape(instead[id(child)], quote=False))
        elif child.tag not in _ASIDE and not any(child is left for left in leave_out):
            inner = _html(child, leave_out=leave_out, instead=instead)
            attributes = "".join(
                f' {name}="{escape(child.get(name))}"' for name in ("src", "alt", "href") if child.get(name)
            )
            made.append(f"<{child.tag}{attributes}>{inner}</{child.tag}>")
        made.append(escape(child.tail, quote=False))
    return "".join(made)


_READERS: dict[str, Callable] = {
    _CHOICE: _choice,
    _ORDER: _order,
    _MATCH: _match,
    _INLINE: _in_text,
    _ENTRY: _in_text,
    _LONG: _long,
}
