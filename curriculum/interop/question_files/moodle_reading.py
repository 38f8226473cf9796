"""Moodle XML as Moodle 4 writes it (docs.moodle.org, “Moodle XML format”)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.models import Kind

from .cloze import read_cloze
from .composing import accepted, choice, decimal, finished, numeric, said_to, share_of, with_choices
from .formatted import Formatted, words_of
from .pictures import picture_of, unpacked
from .shapes import FULL, CannotTake, FileRefused, Gap, Item, LeftOut, Number, Option, Pair
from .trees import Element, read_tree

_FORMATS = {"html": "html", "plain_text": "plain", "markdown": "markdown", "moodle_auto_format": "moodle"}
_PLACE = re.compile(r"\[\[(\d+)\]\]")


class NoMoodleXML(FileRefused):
    sentence = gettext_lazy("This XML holds no quiz of Moodle: it begins with “%(tag)s”.")


def read_moodle_xml(text: str) -> Iterator[Item | LeftOut]:
    """The questions of a file, and what is none. Raises `NoMoodleXML` and what `read_tree` raises."""
    root = read_tree(text)
    if root.tag != "quiz":
        raise NoMoodleXML(tag=root.tag)
    category = ""
    for question in root.all("question"):
        kind = question.get("type")
        if kind == "category":
            category = question.said("category/text").strip()
            continue
        title = " ".join(question.said("name/text").split())
        try:
            if kind == "description":
                sentence = _("A description asks nothing.")
                yield LeftOut(question.line, sentence, kind, title, refused=False)
            elif read := _READERS.get(kind):
                yield finished(replace(_item(question, read), category=category))
            else:
                raise CannotTake(_("Questions of the kind “%(kind)s” are not known here."), kind=kind or "?")
        except CannotTake as refusal:
            yield LeftOut(question.line, str(refusal), kind, title)


def _item(question: Element, read: Callable[[Element, Item], Item]) -> Item:
    wording = question.first("questiontext")
    asked = _formatted(wording)
    picture, stands_for, notes = picture_of(asked, _files(wording))
    told = question.first("generalfeedback")
    item = Item(
        "",
        asked.plain(stands_for),
        explanation=_formatted(told).rich(),
        picture=picture,
        name=question.said("name/text"),
        id=question.said("idnumber"),
        tags=tuple(tag.said("text") for tags in question.all("tags") for tag in tags.all("tag")),
        line=question.line,
    )
    item = read(question, item)
    return replace(item, notes=(*notes, *_pictures_of(told), *item.notes, *_not_kept(question)))


def _not_kept(question: Element) -> Iterator[str]:
    if any(hint.said("text").strip() for hint in question.all("hint")):
        yield _("Hints for a second try are not kept.")
    said = [question.said(f"{name}feedback/text") for name in ("correct", "partiallycorrect", "incorrect")]
    if any(Formatted(text).line() for text in said):
        yield _(
            "What is told to all who were right, partly right or wrong is not kept: the page says it itself."
        )
    if question.said("responsetemplate/text").strip():
        yield _("The template for the answer is not kept.")


def _formatted(element: Element | None) -> Formatted:
    if element is None:
        return Formatted("")
    return Formatted(element.said("text"), _FORMATS.get(element.get("format"), "html"))


def _files(element: Element | None) -> dict[str, bytes]:
    files = element.all("file") if element else ()
    return {f"{file.get('path', '/')}{file.get('name')}".lstrip("/"): unpacked(file.text) for file in files}


def _pictures_of(element: Element | None) -> list[str]:
    """Notes on the pictures of a text that keeps none."""
    return [
        _("The picture “%(name)s” is not kept.") % {"name": image.source.rpartition("/")[2]}
        for image in _formatted(element).images
    ]


def _feedback(answer: Element) -> Formatted:
    return _formatted(answer.first("feedback"))


def _choice(question: Element, item: Item) -> Item:
    options, notes = [], []
    for answer in question.all("answer"):
        text, said = _formatted(answer), _feedback(answer)
        picture, stands_for, left = picture_of(text, _files(answer))
        notes += [*left, *_pictures_of(answer.first("feedback"))]
        options.append(
            Option(text.line(stands_for), share_of(answer.get("fraction", "0")), said.plain(), picture)
        )
    said = question.said("single").strip()
    several = said in ("false", "0") or not (said or any(option.share == FULL for option in options))
    return replace(item, **choice(options, several=several), notes=tuple(notes))


def _true_false(question: Element, item: Item) -> Item:
    worth = {answer.said("text").strip().lower(): answer for answer in question.all("answer")}
    if set(worth) != {"true", "false"}:
        raise CannotTake(_("The answers are not “true” and “false”."))
    right = share_of(worth["true"].get("fraction")) > share_of(worth["false"].get("fraction"))
    remarks = [(_("true"), _feedback(worth["true"]).rich()), (_("false"), _feedback(worth["false"]).rich())]
    notes = [note for answer in worth.values() for note in _pictures_of(answer.first("feedback"))]
    told = item.explanation + said_to(remarks)
    return replace(item, kind=Kind.TRUE_FALSE, is_true=right, explanation=told, notes=tuple(notes))


def _told(question: Element, item: Item) -> str:
    """The explanation, with the feedback on answers that are no parts here."""
    answers = question.all("answer")
    return item.explanation + said_to(
        (_formatted(answer).line(), _feedback(answer).rich()) for answer in answers
    )


def _short_text(question: Element, item: Item) -> Item:
    answers = [
        (answer.said("text"), share_of(answer.get("fraction", "0"))) for answer in question.all("answer")
    ]
    gap, notes = accepted(answers, case=question.said("usecase").strip() == "1")
    return replace(
        item, kind=Kind.SHORT_TEXT, gaps=(gap,), explanation=_told(question, item), notes=tuple(notes)
    )


def _numeric(question: Element, item: Item) -> Item:
    numbers = []
    for answer in question.all("answer"):
        share, text = share_of(answer.get("fraction", "0")), answer.said("text").strip()
        if text not in ("", "*"):
            numbers.append(Number(decimal(text), abs(decimal(answer.said("tolerance") or "0")), share))
        elif share > 0:
            raise CannotTake(_("Any number would be right."))
    units = [unit for held in question.all("units") for unit in held.all("unit")]
    own = [unit.said("unit_name") for unit in units if decimal(unit.said("multiplier") or "1") == 1]
    notes = [_("The unit “%(unit)s” is not kept.") % {"unit": unit.said("unit_name")} for unit in units]
    return replace(
        item,
        **numeric(numbers),
        unit=own[0].strip() if own else "",
        explanation=_told(question, item),
        notes=tuple(
            note for note, unit in zip(notes, units, strict=True) if unit.said("unit_name") not in own[:1]
        ),
    )


def _matching(question: Element, item: Item) -> Item:
    pairs, notes = [], []
    for asked in question.all("subquestion"):
        text, right = _formatted(asked), " ".join(asked.said("answer/text").split())
        notes += _pictures_of(asked)
        if left := text.line():
            pairs.append(Pair(left, right))
        else:
            notes.append(
                _("“%(text)s” is not taken: every right side belongs to a left one.") % {"text": right}
            )
    if len(pairs) < 2 or not all(pair.right for pair in pairs):
        raise CannotTake(_("Two or more pairs are needed, each with both sides."))
    return replace(item, kind=Kind.MATCHING, pairs=tuple(pairs), notes=tuple(notes))


def _ordering(question: Element, item: Item) -> Item:
    answers = sorted(question.all("answer"), key=lambda answer: decimal(answer.get("fraction", "0")))
    steps = tuple(_formatted(answer).line() for answer in answers)
    if len(steps) < 2 or not all(steps):
        raise CannotTake(_("Two or more steps are needed, each with words."))
    notes = tuple(note for answer in answers for note in _pictures_of(answer))
    return replace(item, kind=Kind.ORDERING, steps=steps, notes=notes)


def _essay(question: Element, item: Item) -> Item:
    notes = ()
    files = question.said("attachments").strip() not in ("", "0")
    if files or question.said("responseformat").strip() == "noinline":
        notes = (_("Files cannot be handed in as an answer; here an answer is written."),)
    return replace(
        item, kind=Kind.SHORT_TEXT, rubric=_formatted(question.first("graderinfo")).plain(), notes=notes
    )


def _cloze(question: Element, item: Item) -> Item:
    found = read_cloze(question.said("questiontext/text"))
    format = _FORMATS.get(question.first("questiontext").get("format"), "html")
    asked = Formatted(found.wording, format)
    picture, stands_for, _notes = picture_of(asked, _files(question.first("questiontext")))
    return replace(
        item,
        kind=Kind.GAP,
        wording=asked.plain(stands_for),
        gaps=found.gaps,
        explanation=item.explanation + found.told,
        notes=found.notes,
    )


def _dropped(question: Element, item: Item) -> Item:
    """Words that were dragged or chosen into a text: here they are typed, and stand behind the gap."""
    offered = question.all("dragbox", "selectoption")
    words = [words_of(box.said("text")) for box in offered]
    groups = [box.said("group").strip() for box in offered]
    gaps = []

    def gap(place: re.Match) -> str:
        number = int(place[1]) - 1
        if not 0 <= number < len(words) or not words[number]:
            raise CannotTake(_("“%(place)s” names a word that is not there."), place=place[0])
        alike = [word for word, group in zip(words, groups, strict=True) if group == groups[number]]
        gaps.append(Gap((words[number],)))
        return f"{{{{{len(gaps)}}}}}{with_choices(words[number], alike)}"

    wording = _PLACE.sub(gap, item.wording)
    if not gaps:
        raise CannotTake(_("There is no gap in the text."))
    return replace(item, kind=Kind.GAP, wording=wording, gaps=tuple(gaps))


_READERS = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "shortanswer": _short_text,
    "numerical": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _dropped,
    "ddwtos": _dropped,
}
