"""Moodle XML out: what `moodle_reading` reads, and Moodle 4 too."""

import base64
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from curriculum.models import Kind

from .composing import percent
from .shapes import FULL, Gap, Item, Picture

_GAP = re.compile(r"\{\{(\d+)\}\}")
#: signs that XML cannot hold
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_moodle_xml(items: Iterable[Item]) -> str:
    """The text of a file; every item is of a kind for which `has_moodle_xml` is true."""
    root, category = Element("quiz"), ""
    for item in sorted(items, key=lambda item: item.category):
        if item.category != category:
            category = item.category
            held = SubElement(SubElement(root, "question", type="category"), "category")
            _leaf(held, "text", f"$course$/top/{category}")
        _question(root, item)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def has_moodle_xml(item: Item) -> bool:
    """Cases have no form in Moodle XML."""
    return item.kind != Kind.SCENARIO


def _question(root: Element, item: Item) -> None:
    type, write = ("essay", _essay) if item.rubric is not None else _FORMS[item.kind]
    made = SubElement(root, "question", type=type)
    _text(SubElement(made, "name"), item.name or item.title)
    asked = SubElement(
        made, "questiontext", format="html" if item.picture or item.kind == Kind.GAP else "plain_text"
    )
    _text(asked, _html(item) if asked.get("format") == "html" else item.wording)
    _file(asked, item.picture)
    _text(SubElement(made, "generalfeedback", format="html"), item.explanation)
    _leaf(made, "defaultgrade", "1.0000000")
    _leaf(made, "hidden", "0")
    _leaf(made, "idnumber", item.id)
    write(made, item)
    if item.tags:
        tags = SubElement(made, "tags")
        for tag in item.tags:
            _text(SubElement(tags, "tag"), tag)


def _html(item: Item) -> str:
    wording = escape(item.wording, quote=False)
    if item.kind == Kind.GAP:
        wording = _GAP.sub(lambda found: _cloze(item.gaps[int(found[1]) - 1]), wording)
    return f"{_image(item.picture)}<p>{wording.replace(chr(10), '</p><p>')}</p>"


def _cloze(gap: Gap) -> str:
    texts = "~".join(f"={_in_cloze(text)}" for text in gap.accepted)
    return f"{{1:SHORTANSWER{'_C' if gap.case else ''}:{texts}}}"


def _in_cloze(text: str) -> str:
    return escape(re.sub(r"([}{#~/\\])", r"\\\1", text).replace("*", "\\*"), quote=False)


def _image(picture: Picture | None) -> str:
    return f'<img src="@@PLUGINFILE@@/{quote(picture.name)}" alt="{escape(picture.alt)}">' if picture else ""


def _choice(made: Element, item: Item) -> None:
    _leaf(made, "single", "true" if item.kind == Kind.SINGLE else "false")
    _leaf(made, "shuffleanswers", "true")
    _leaf(made, "answernumbering", "abc")
    for option in item.options:
        format = "html" if option.picture else "plain_text"
        answer = SubElement(made, "answer", fraction=percent(option.share), format=format)
        words = _image(option.picture) + escape(option.text, quote=False) if option.picture else option.text
        _text(answer, words)
        _file(answer, option.picture)
        _text(SubElement(answer, "feedback", format="plain_text"), option.feedback)


def _true_false(made: Element, item: Item) -> None:
    for word, is_it in (("true", True), ("false", False)):
        fraction = "100" if item.is_true is is_it else "0"
        _text(SubElement(made, "answer", fraction=fraction, format="moodle_auto_format"), word)


def _short_text(made: Element, item: Item) -> None:
    (gap,) = item.gaps
    _leaf(made, "usecase", "1" if gap.case else "0")
    for text in gap.accepted:
        answer = SubElement(made, "answer", fraction="100", format="moodle_auto_format")
        _text(answer, text.replace("*", "\\*"))


def _numeric(made: Element, item: Item) -> None:
    for number in item.numbers:
        fraction = "100" if number.share == FULL else percent(number.share)
        answer = SubElement(made, "answer", fraction=fraction, format="moodle_auto_format")
        _text(answer, f"{number.answer:f}")
        _leaf(answer, "tolerance", f"{number.tolerance:f}")
    if item.unit:
        unit = SubElement(SubElement(made, "units"), "unit")
        _leaf(unit, "multiplier", "1")
        _leaf(unit, "unit_name", item.unit)
    _leaf(made, "unitgradingtype", "0")
    _leaf(made, "showunits", "0" if item.unit else "3")


def _matching(made: Element, item: Item) -> None:
    _leaf(made, "shuffleanswers", "true")
    for pair in item.pairs:
        asked = SubElement(made, "subquestion", format="plain_text")
        _text(asked, pair.left)
        _text(SubElement(asked, "answer"), pair.right)


def _ordering(made: Element, item: Item) -> None:
    _leaf(made, "selecttype", "ALL")
    for place, step in enumerate(item.steps, start=1):
        _text(SubElement(made, "answer", fraction=str(place), format="plain_text"), step)


def _essay(made: Element, item: Item) -> None:
    _leaf(made, "responseformat", "editor")
    _leaf(made, "responserequired", "1")
    _leaf(made, "attachments", "0")
    _text(SubElement(made, "graderinfo", format="plain_text"), item.rubric)


def _nothing_more(made: Element, item: Item) -> None:
    """All of it stands in the text."""


#: kind → what Moodle calls it, and what writes it
_FORMS = {
    Kind.SINGLE: ("multichoice", _choice),
    Kind.MULTIPLE: ("multichoice", _choice),
    Kind.TRUE_FALSE: ("truefalse", _true_false),
    Kind.MATCHING: ("matching", _matching),
    Kind.ORDERING: ("ordering", _ordering),
    Kind.NUMERIC: ("numerical", _numeric),
    Kind.GAP: ("cloze", _nothing_more),
    Kind.SHORT_TEXT: ("shortanswer", _short_text),
}


def _text(element: Element, text: str) -> None:
    _leaf(element, "text", text)


def _leaf(element: Element, tag: str, text: str) -> None:
    SubElement(element, tag).text = _UNSPEAKABLE.sub("", text)


def _file(element: Element, picture: Picture | None) -> None:
    if picture:
        file = SubElement(element, "file", name=picture.name, path="/", encoding="base64")
        file.text = base64.b64encode(picture.data).decode()
