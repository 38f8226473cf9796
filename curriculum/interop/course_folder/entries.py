"""A YAML mapping that is asked key by key. What is missing, malformed or never asked for becomes a fault."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import yaml
from django.utils.translation import gettext as _

from curriculum.citations import Citation

from . import reading_texts
from .faults import Page

ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHOLE = re.compile(r"[0-9]{1,6}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")


class Entry:
    """The mapping at `node`. Every question returns something usable: with a fault, an empty value.

    No node means that it could not be read, and that this was said: such an entry is silent.
    """

    def __init__(self, node: yaml.Node | None, page: Page, line: int = 1):
        self.page = page
        self._silent = not isinstance(node, yaml.MappingNode)
        self.line = getattr(node, "line", line)
        self._asked: list[str] = []
        self._nodes: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        if isinstance(node, yaml.MappingNode):
            words = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
            self._nodes = {key.value: value for key, value in words}
            self._lines = {key.value: key.line for key, _value in words}
        elif node is not None:
            page.fault(self.line, _("Keys with values are expected here, such as “title: Die Kaution”."))

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.unasked:
            sentence = _("“%(key)s” is not known here. Possible are: %(known)s.")
            self.page.fault(self._lines[key], sentence, key=key, known=", ".join(self._asked))

    # --- asking for one value ---------------------------------------------------------------------------------

    def line_of(self, key: str) -> int:
        """The line of a text, or of the key of anything else; that of the whole where there is none."""
        if isinstance(self._nodes.get(key), yaml.ScalarNode):
            return self._nodes[key].line
        return self._lines.get(key, self.line)

    def title(self, key: str, *, required: bool = True, longest: int = 200) -> str:
        """Plain text in one line."""
        text = reading_texts.plain(self._scalar(key, required), self.page, self.line_of(key))
        if len(text) > longest:
            sentence = _("“%(key)s” has %(count)d signs, possible are %(longest)d. Shorten it.")
            self.page.fault(self.line_of(key), sentence, key=key, count=len(text), longest=longest)
        return text

    def plain_paragraphs(self, key: str) -> str:
        return reading_texts.plain_paragraphs(self._scalar(key, True), self.page, self.line_of(key))

    def formatted(self, key: str, *, required: bool = True, lists: bool = True) -> str:
        """Canonical Markdown."""
        raw = self._scalar(key, required)
        text = reading_texts.formatted(raw, self.page, self.line_of(key), lists=lists)
        if raw and not text:
            self._empty(key)
        return text

    def matching(self, key: str, pattern: re.Pattern, sentence: str) -> str:
        """A text of the given form; `sentence` says which, with a gap `value`."""
        text = self._scalar(key, True)
        if text and not pattern.fullmatch(text):
            self.page.fault(self.line_of(key), sentence, value=text)
        return text

    def choice(self, key: str, choices, default: str = "") -> str:
        text = self._scalar(key, not default) or default
        if text and text not in choices:
            sentence = _("“%(key)s” is one of: %(choices)s.")
            self.page.fault(self.line_of(key), sentence, key=key, choices=", ".join(choices))
        return text

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        text = self._scalar(key, default is None)
        if text and _WHOLE.fullmatch(text) and least <= int(text) <= most:
            return int(text)
        if text:
            sentence = _("“%(key)s” is a whole number from %(least)d to %(most)d.")
            self.page.fault(self.line_of(key), sentence, key=key, least=least, most=most)
        return least if default is None else default

    def decimal(self, key: str, *, least: Decimal | None = None, default: str = "") -> Decimal:
        text = self._scalar(key, not default) or default
        if _DECIMAL.fullmatch(text) and (least is None or Decimal(text) >= least):
            return Decimal(text)
        if text:
            sentence = _('“%(key)s” is a number with a point for decimals, such as 5 or "0.5".')
            self.page.fault(self.line_of(key), sentence, key=key)
        return Decimal(0)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        text = self._scalar(key, default is None)
        if text and text not in ("true", "false"):
            self.page.fault(self.line_of(key), _("“%(key)s” is true or false."), key=key)
        return text == "true" if text else bool(default)

    def day(self, key: str, *, required: bool = True) -> date | None:
        text = self._scalar(key, required)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.page.fault(self.line_of(key), _("“%(key)s” is a date such as 2026-07-01."), key=key)
            return None

    def machine(self) -> bool:
        """Whether it says `origin: machine`: made by a machine and not reviewed."""
        return bool(self._scalar("origin", False)) and self.choice("origin", ("machine",)) == "machine"

    # --- asking for several ------------------------------------------------------------------------------------

    def items(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Texts of a list, each Markdown of paragraphs only."""
        return tuple(
            text
            for node in self.nodes(key, required=required)
            if (text := reading_texts.formatted(_text(node, self.page), self.page, node.line, lists=False))
        )

    def titles(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Plain texts of a list."""
        nodes = self.nodes(key, required=required)
        return tuple(reading_texts.plain(_text(node, self.page), self.page, node.line) for node in nodes)

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Lists within a list: their members are Markdown of paragraphs only, and may be empty."""
        rows = []
        for node in self.nodes(key):
            if not isinstance(node, yaml.SequenceNode):
                self.page.fault(node.line, _("A row is a list of cells, such as: [Kaution, drei Monate]."))
                continue
            texts = ((_text(cell, self.page), cell.line) for cell in node.value)
            rows.append(
                tuple(reading_texts.formatted(text, self.page, line, lists=False) for text, line in texts)
            )
        return tuple(rows)

    def citations(self, key: str, *, required: bool = True, filled: bool = True) -> tuple[Citation, ...]:
        found = [
            reading_texts.citation(_text(node, self.page), self.page, node.line)
            for node in self.nodes(key, required=required, filled=filled)
        ]
        return tuple(citation for citation in found if citation)

    def nodes(self, key: str, *, required: bool = True, filled: bool = True) -> list[yaml.Node]:
        """The members of a list; `filled`: not an empty one."""
        node = self._ask(key, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.page.fault(node.line, _("“%(key)s” is a list: one line each, beginning with “- ”."), key=key)
            return []
        if filled and not node.value:
            self._empty(key)
        return node.value

    def entries(self, key: str) -> Iterator["Entry"]:
        """The members of a list of mappings."""
        return (Entry(node, self.page) for node in self.nodes(key))

    def entry(self, key: str) -> "Entry":
        """The mapping that is the value."""
        return Entry(self._ask(key, True), self.page)

    def parts(self, key: str, *, required: bool = True) -> "Entry":
        """The mapping from ids to whatever that is the value; its ids are in `keys`."""
        parts = Entry(self._ask(key, required), self.page)
        if key in self and not parts.keys:
            self._empty(key)
        for id in parts.keys:
            if not ID.fullmatch(id):
                sentence = _("“%(id)s” is no id. Write small letters and digits, such as a, b, c.")
                self.page.fault(parts.line_of(id), sentence, id=id)
        return parts

    @property
    def unasked(self) -> tuple[str, ...]:
        return tuple(key for key in self._nodes if key not in self._asked)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._nodes)

    # --- what stands behind -------------------------------------------------------------------------------------

    def _ask(self, key: str, required: bool) -> yaml.Node | None:
        if key not in self._asked:
            self._asked.append(key)
        if required and key not in self._nodes and not self._silent:
            self.page.fault(self.line, _("“%(key)s” is missing. Add it."), key=key)
        return self._nodes.get(key)

    def _scalar(self, key: str, required: bool) -> str:
        node = self._ask(key, required)
        if node is None:
            return ""
        text = _text(node, self.page, key)
        if not text and isinstance(node, yaml.ScalarNode):
            self._empty(key)
        return text

    def _empty(self, key: str) -> None:
        self.page.fault(
            self.line_of(key), _("“%(key)s” is empty. Fill it in, or leave the key out."), key=key
        )


def _text(node: yaml.Node, page: Page, key: str = "") -> str:
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") and not node.style else node.value.strip(" \n")
    page.fault(
        node.line,
        _('A text is expected here. Put it in double quotes "…" if it contains “: ” or begins with a sign.'),
    )
    return ""
