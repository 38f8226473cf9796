"""XML of strangers as a tree whose elements know their line; nothing is expanded, nothing is fetched."""

from io import BytesIO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser
from django.utils.translation import gettext_lazy as _

from .shapes import FileRefused

#: how deep elements may lie in one another
DEEPEST = 100


class NotWellFormed(FileRefused):
    sentence = _("Line %(line)s: this is not well-formed XML (%(reason)s).")


class DeclaresEntities(FileRefused):
    sentence = _(
        "The file declares a document type or entities. That is how files attack programs, so it is not read."
    )


class TooDeep(FileRefused):
    sentence = _("Line %(line)s: elements lie too deep in one another.")


class Element:
    """An element without namespaces: `tag`, attributes, the text in it and behind it, its line."""

    def __init__(self, tag: str, attributes: dict, line: int):
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Element] = []
        self.text = self.tail = ""

    def __iter__(self):
        return iter(self.children)

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def all(self, *tags: str):
        """Children of these names."""
        return [child for child in self.children if child.tag in tags]

    def first(self, tag: str):
        """The first child of the name; None if there is none."""
        return next((child for child in self.children if child.tag == tag), None)

    def within(self):
        """Everything in it, however deep, in the order of the document."""
        for child in self.children:
            yield child
            yield from child.within()

    def find(self, *tags: str):
        """Everything of these names in it, however deep."""
        return [element for element in self.within() if element.tag in tags]

    def said(self, path: str = "") -> str:
        """The text at a path of names such as `name/text`; empty where there is none."""
        found = self
        for tag in path.split("/") if path else ():
            found = found and found.first(tag)
        return found.text if found else ""


def read_tree(text: str) -> Element:
    """The root of the document. Raises `NotWellFormed`, `DeclaresEntities`, `TooDeep`."""
    parser = create_parser(forbid_dtd=True)
    handler = _Builder()
    parser.setContentHandler(handler)
    try:
        parser.parse(BytesIO(_undeclared(text).encode()))
    except DefusedXmlException as refusal:
        raise DeclaresEntities() from refusal
    except SAXParseException as fault:
        raise NotWellFormed(line=fault.getLineNumber(), reason=fault.getMessage()) from fault
    return handler.root


def _undeclared(text: str) -> str:
    """The declaration names an encoding that the text no longer has; lines stay the same."""
    text = text.lstrip("\ufeff")
    start = text.lstrip()
    if not start.startswith("<?xml"):
        return text
    head, _end, rest = start.partition("?>")
    return "\n" * (text[: len(text) - len(start)].count("\n") + head.count("\n")) + rest


class _Builder(ContentHandler):
    def __init__(self):
        super().__init__()
        self._open: list[Element] = []
        self.root = None

    def startElement(self, name, attributes):  # noqa: N802 - named by SAX
        line = self._locator.getLineNumber()
        held = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(":")[2], held, line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        if len(self._open) > DEEPEST:
            raise TooDeep(line=line)

    def endElement(self, name):  # noqa: N802 - named by SAX
        self._open.pop()

    def characters(self, content):
        if self._open:
            within = self._open[-1]
            if within.children:
                within.children[-1].tail += content
            else:
                within.text += content
