"""XLIFF 2.1: one <file> a thing, one <group> a block, one <unit> a text; markup as <pc> and <ph>.

Written with lxml: translate-toolkit's XLIFF 2 knows no inline codes, no glossary module, and puts notes where the
specification has no place for them. Its reader is asked in the tests whether it understands what we write.
"""

from itertools import groupby

from lxml import etree

from curriculum.markup import Element, Marked, Side, Sign
from lms.people.languages import direction

from .shapes import DONE, Entry, Outgoing, Text
from .xliff_words import CORE, GLOSSARY, INITIAL, PREFIX, TRANSLATED, UNSPEAKABLE, XML_SPACE, core, gls

#: elements in which every space counts
_WORDED = {core(name) for name in ("source", "target", "data", "note")}
#: tag → `type` and `subType` of a code, as far as the specification has words for it
_TYPES = {
    "b": ("fmt", "xlf:b"),
    "i": ("fmt", "xlf:i"),
    "br": ("fmt", "xlf:lb"),
    "p": ("fmt", "xlf:pb"),
    "a": ("link", ""),
    "gap": ("other", ""),
    "img": ("image", ""),
}


def write_xliff(outgoing: Outgoing) -> bytes:
    """The file as bytes, UTF-8; equal texts give equal bytes."""
    root = etree.Element(core("xliff"), nsmap={None: CORE, "gls": GLOSSARY}, version="2.1")
    root.set("srcLang", outgoing.source_language)
    root.set("trgLang", outgoing.language)
    for number, text in enumerate(outgoing.texts, 1):
        _file(root, number, text, outgoing)
    _indent(root, "\n")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _file(root, number: int, text: Text, outgoing: Outgoing) -> None:
    first = text.entries[0].address if text.entries else None
    if first is None:
        return
    file = etree.SubElement(root, core("file"), id=f"f{number}", original=" ".join(first.text))
    file.set("srcDir", direction(outgoing.source_language))
    file.set("trgDir", direction(outgoing.language))
    notes = etree.SubElement(file, core("notes"))
    _words(etree.SubElement(notes, core("note")), text.title)
    units = groupby(text.entries, key=lambda entry: entry.address.unit)
    count = 0
    for place, (unit, entries) in enumerate(units, 1):
        group = etree.SubElement(file, core("group"), id=f"g{place}", name=unit)
        for entry in entries:
            count += 1
            _unit(group, count, entry)


def _unit(group, number: int, entry: Entry) -> None:
    unit = etree.SubElement(group, core("unit"), id=f"u{number}", name=str(entry.address), canResegment="no")
    if agreed := [term for term in entry.terms if term.translation]:
        glossary = etree.SubElement(unit, gls("glossary"))
        for term in agreed:
            line = etree.SubElement(glossary, gls("glossEntry"))
            _words(etree.SubElement(line, gls("term")), term.word)
            _words(etree.SubElement(line, gls("translation")), term.translation)
    if entry.notes:
        notes = etree.SubElement(unit, core("notes"))
        for note in entry.notes:
            _words(etree.SubElement(notes, core("note")), note)
        for remark in entry.remarks:
            _words(etree.SubElement(notes, core("note"), category="team"), remark)
    elements = {**(entry.target.elements if entry.target else {}), **entry.source.elements}
    _original_data(unit, elements)
    segment = etree.SubElement(unit, core("segment"))
    segment.set("state", TRANSLATED if entry.target and entry.state in DONE else INITIAL)
    if entry.target and entry.state not in DONE:
        segment.set("subState", f"{PREFIX}:{entry.state}")
    _content(etree.SubElement(segment, core("source")), entry.source, elements)
    if entry.target:
        _content(etree.SubElement(segment, core("target")), entry.target, elements)


def _original_data(unit, elements: dict[int, Element]) -> None:
    """What the codes stand for, to be looked at; on the way in it is not read."""
    if not elements:
        return
    originals = etree.SubElement(unit, core("originalData"))
    for number, element in sorted(elements.items()):
        _data(originals, f"d{number}", element.sense)
        if element.closing:
            _data(originals, f"e{number}", element.closing)


def _data(originals, key: str, text: str) -> None:
    data = etree.SubElement(originals, core("data"), id=key)
    data.set(XML_SPACE, "preserve")
    _words(data, text)


def _content(parent, marked: Marked, elements: dict[int, Element]) -> None:
    parent.set(XML_SPACE, "preserve")
    open_ = [parent]
    for piece in marked.pieces:
        if not isinstance(piece, Sign):
            _words(open_[-1], piece)
        elif piece.side == Side.CLOSE:
            open_.pop()
        else:
            code = _code(open_[-1], piece, elements[piece.number])
            if piece.side == Side.OPEN:
                open_.append(code)


def _code(parent, sign: Sign, element: Element):
    pair = sign.side == Side.OPEN
    code = etree.SubElement(parent, core("pc" if pair else "ph"), id=str(sign.number))
    code.set("dataRefStart" if pair else "dataRef", f"d{sign.number}")
    if pair:
        code.set("dataRefEnd", f"e{sign.number}")
    for name in ("canCopy", "canDelete"):
        code.set(name, "no")
    kind, sub = _TYPES.get(element.tag, ("fmt" if pair else "other", ""))
    code.set("type", kind)
    if sub:
        code.set("subType", sub)
    return code


def _words(parent, text: str) -> None:
    """Append text; what XML cannot hold becomes <cp/>, and is left out of notes."""
    for place, part in enumerate(UNSPEAKABLE.split(text)):
        if place % 2 == 0:
            _append(parent, part)
        elif parent.tag in _WORDED - {core("note")} | {core("pc")}:
            etree.SubElement(parent, core("cp"), hex=f"{ord(part):04X}")


def _indent(node, line: str) -> None:
    """A line for each element, as deep as it lies; what holds words stays as it is."""
    if not len(node) or node.tag in _WORDED:
        return
    node.text = f"{line}  "
    for child in node:
        _indent(child, f"{line}  ")
        child.tail = f"{line}  "
    node[-1].tail = line


def _append(parent, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text
