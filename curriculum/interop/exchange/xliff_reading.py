"""XLIFF 2.x as it comes back from a translator's program: strict about what we need, easy about the rest.

What codes stand for is not read from the file: the site knows, and a stranger's markup never comes in.
"""

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Defused
from django.utils.translation import gettext as _
from lxml import etree

from curriculum.interop.course_folder.faults import Fault
from curriculum.markup import Piece, Side, Sign, joined

from .shapes import Answer, FileRefused, Incoming, read_address
from .xliff_words import INITIAL, core

#: marks of a translator's program around words: the words stay
_TRANSPARENT = {core("mrk"), core("sm"), core("em")}


def read_xliff(data: bytes, name: str) -> Incoming:
    """What the file says. Raises `FileRefused` with a line for everything that cannot be understood."""
    root = _parsed(data, name)
    reader = _Reader(name)
    if root.tag != core("xliff") or not (root.get("version") or "").startswith("2."):
        raise FileRefused([Fault(name, root.sourceline or 1, _("This is no XLIFF of version 2."))])
    incoming = Incoming(root.get("trgLang") or "")
    for unit in root.iter(core("unit")):
        if answer := reader.answer(unit):
            incoming.answers.append(answer)
    if reader.faults:
        raise FileRefused(reader.faults)
    return incoming


def _parsed(data: bytes, name: str):
    try:
        Defused.fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        sentence = _("The file declares a document type or entities. Such files are not taken.")
        raise FileRefused([Fault(name, 1, sentence)]) from None
    except (Defused.ParseError, ValueError, LookupError) as refused:
        line = getattr(refused, "position", (1, 0))[0]
        raise FileRefused(
            [Fault(name, line, _("This is no well-formed XML: %(fault)s") % {"fault": refused})]
        ) from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as refused:
        sentence = _("This is no well-formed XML: %(fault)s") % {"fault": refused.msg}
        raise FileRefused([Fault(name, refused.lineno or 1, sentence)]) from None


class _Reader:
    def __init__(self, name: str):
        self.name = name
        self.faults: list[Fault] = []

    def fault(self, node, sentence: str) -> None:
        self.faults.append(Fault(self.name, node.sourceline or 1, sentence))

    def answer(self, unit) -> Answer | None:
        """A unit, in however many segments a program has cut it."""
        address = read_address(unit.get("name"))
        if address is None:
            self.fault(unit, _("This unit does not say which text it is: its name was changed."))
            return None
        segments = [part for part in unit if part.tag in (core("segment"), core("ignorable"))]
        targets = [self._target(part) for part in segments]
        if not segments:
            self.fault(unit, _("This unit has no text."))
        if any(target is None for target in targets):
            pieces = None
        else:
            pieces = joined(piece for target in targets for piece in target)
        states = {part.get("state", INITIAL) for part in segments if part.tag == core("segment")}
        return Answer(address, pieces or None, INITIAL not in states, unit.sourceline or 1)

    def _target(self, segment) -> list[Piece] | None:
        """None where nothing is translated; what lies between segments is as in the source."""
        target = segment.find(core("target"))
        if target is None and segment.tag == core("ignorable"):
            target = segment.find(core("source"))
        return None if target is None else list(self._pieces(target))

    def _pieces(self, node):
        yield node.text or ""
        for child in node:
            if child.tag == core("pc"):
                number = self._number(child, "id")
                yield Sign(Side.OPEN, number)
                yield from self._pieces(child)
                yield Sign(Side.CLOSE, number)
            elif child.tag == core("ph"):
                yield Sign(Side.ALONE, self._number(child, "id"))
            elif child.tag == core("sc"):
                yield Sign(Side.OPEN, self._number(child, "id"))
            elif child.tag == core("ec"):
                yield Sign(Side.CLOSE, self._number(child, "startRef" if child.get("startRef") else "id"))
            elif child.tag == core("cp"):
                yield self._sign_of(child)
            elif child.tag in _TRANSPARENT:
                yield from self._pieces(child)
            elif isinstance(child.tag, str):
                sentence = _("“%(element)s” cannot stand in a text.")
                self.fault(child, sentence % {"element": etree.QName(child).localname})
            yield child.tail or ""

    def _number(self, code, attribute: str) -> int:
        text = code.get(attribute) or ""
        if text.isascii() and text.isdecimal() and len(text) < 10:
            return int(text)
        self.fault(code, _("A code has no number that the source has, too."))
        return 0

    def _sign_of(self, code) -> str:
        try:
            return chr(int(code.get("hex") or "", 16))
        except (ValueError, OverflowError):
            self.fault(code, _("A code stands for no sign."))
            return ""
