"""Formatted text of strangers: as plain text, and as the few forms that the site keeps. Nothing else gets through."""

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from curriculum.citations import NotACitation, parse

from .shapes import CannotTake

#: signs of one text, pictures that stand in it not counted: far more than anybody reads in a question
LONGEST = 50_000
_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,[\w+/=%\s]+")
#: what stands for a picture in a text until it is known whether the picture is kept
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000(\\d+)\ue001")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ue001]")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|img|a|sub|sup|ul|ol|li|table|h[1-6]|code|pre)\b[^>]*>", re.I
)
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.I)

_TERM = re.compile(r"[\w-]{1,50}")
_INLINE = {"b": "b", "strong": "b", "code": "code"}
_BLOCKS = {
    *(
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "blockquote",
        "pre",
        "section",
        "article",
        "figure",
        "dl",
        "dd",
    ),
    *("dt", "h1", "h2", "h3", "h4", "h5", "h6", "thead", "tbody", "hr", "center", "figcaption", "caption"),
}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_SILENT = {"script", "style", "template", "title", "iframe", "object", "noscript"}


@dataclass(frozen=True)
class Image:
    """A picture named in a text, and the place that it has there."""

    source: str
    alt: str
    place: str


@dataclass(frozen=True)
class _Block:
    tag: str
    within: str
    html: str
    text: str


class Formatted:
    """A text in one of the formats of Moodle: `html`, `moodle` (some HTML), `markdown` or `plain`.

    Raises `CannotTake` for one that is too long: a hostile one would keep the parsers busy for hours.
    """

    def __init__(self, text: str, format: str = "html"):
        if len(text) > LONGEST and len(_PICTURE.sub("", text)) > LONGEST:
            raise CannotTake(_("A text is longer than %(count)s signs."), count=LONGEST)
        text = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        self._as_is = text.strip() if format in ("plain", "plain_text") else None
        if format == "markdown":
            text, format = MarkdownIt("commonmark", {"html": False}).render(text), "html"
        if format in ("plain", "plain_text") or (format != "html" and not _TAG.search(text)):
            text = "".join(f"<p>{escape(line)}</p>" for line in text.strip().split("\n"))
        elif format != "html":
            text = text.strip().replace("\n", "<br>")
        parser = _Reader()
        parser.feed(text)
        parser.close()
        parser.end_block()
        self._blocks, self.images, self.other_files = parser.blocks, parser.images, parser.other_files

    def plain(self, without: tuple[Image, ...] = ()) -> str:
        """Lines of plain text. Pictures but those that are kept elsewhere (`without`) become their alternative text."""
        if self._as_is is not None:
            return "\n".join(line.rstrip() for line in self._as_is.split("\n"))
        lines = [
            ("– " if block.tag == "li" else "") + self._named(block.text, without) for block in self._blocks
        ]
        return "\n".join(line for line in (_trimmed(line) for line in lines) if line)

    def line(self, without: tuple[Image, ...] = ()) -> str:
        """All of it in one line."""
        return " ".join(self._named(" ".join(block.text for block in self._blocks), without).split())

    def rich(self) -> str:
        """Paragraphs, headings, lists, bold, links: as the site stores them."""
        made, list_open = [], ""
        for block in self._blocks:
            within = block.within if block.tag == "li" else ""
            if within != list_open:
                made += [f"</{list_open}>"] if list_open else []
                made += [f"<{within}>"] if within else []
                list_open = within
            if words := self._named(block.html, (), quote=True).strip():
                made.append(f"<{block.tag}>{words}</{block.tag}>")
        return "".join([*made, f"</{list_open}>" if list_open else ""])

    def _named(self, text: str, without: tuple[Image, ...], *, quote: bool = False) -> str:
        def named(place: re.Match) -> str:
            image = self.images[int(place[1])]
            alt = "" if image in without or not image.alt else f"[{image.alt}]"
            return escape(alt) if quote else alt

        return _PLACES.sub(named, text)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.images: list[Image] = []
        self.other_files: list[str] = []
        self._html, self._text = [], []
        self._lists, self._open, self._silent, self._tag = [], [], 0, "p"

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.end_block()
            if tag in ("ul", "ol"):
                self._lists.append(tag)
            self._tag = "li" if tag == "li" else _HEADINGS.get(tag, self._tag if self._lists else "p")
        elif tag == "br":
            self._html.append("<br/>")
            self._text.append("\n")
        elif tag == "img":
            self._image(attrs)
        elif tag in _INLINE:
            self._begin(_INLINE[tag], f"<{_INLINE[tag]}>")
        elif tag == "a":
            self._link(attrs)
        elif tag in ("td", "th"):
            self.handle_data(" ")
        elif tag in ("audio", "video", "source", "embed") and attrs.get("src"):
            self.other_files.append(attrs["src"])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag in _SILENT:
            self._silent -= 1

    def handle_endtag(self, tag):
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.end_block()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            self._tag = "p"
        elif (tag := _INLINE.get(tag, tag)) in self._open:
            while self._open:
                closed = self._open.pop()
                self._html.append(f"</{closed}>")
                if closed == tag:
                    break

    def handle_data(self, data):
        if not self._silent:
            words = re.sub(r"[\s\u00a0]+", " ", data)
            self._html.append(escape(words, quote=False))
            self._text.append(words)

    def end_block(self):
        """What was gathered becomes a block; emphasis does not reach over its end."""
        html = "".join([*self._html, *(f"</{tag}>" for tag in reversed(self._open))])
        text = "".join(self._text)
        if text.strip():
            tag = "li" if self._tag == "li" and self._lists else self._tag if self._tag != "li" else "p"
            within = self._lists[-1] if self._lists else ""
            self.blocks.append(_Block(tag, within, html, text))
        self._html, self._text, self._open = [], [], []

    def _begin(self, tag: str, html: str):
        if tag not in self._open:
            self._open.append(tag)
            self._html.append(html)

    def _link(self, attrs: dict):
        """Links to other places, and our own citations and terms, which hold if they are written as we write them."""
        kind, ref, address = attrs.get("linktype"), attrs.get("ref", ""), attrs.get("href", "").strip()
        if (kind == "term" and _TERM.fullmatch(ref)) or (kind == "citation" and _is_citation(ref)):
            self._begin("a", f'<a linktype="{kind}" ref="{escape(ref)}">')
        elif _ADDRESS.fullmatch(address):
            self._begin("a", f'<a href="{escape(address)}">')
        elif address.startswith("@@PLUGINFILE@@"):
            self.other_files.append(address)

    def _image(self, attrs: dict):
        place = _PLACE.format(len(self.images))
        self.images.append(Image(attrs.get("src", ""), " ".join(attrs.get("alt", "").split()), place))
        self._html.append(place)
        self._text.append(place)


def _trimmed(text: str) -> str:
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


def _is_citation(text: str) -> bool:
    try:
        return str(parse(text)) == text
    except NotACitation:
        return False


def words_of(html: str) -> str:
    """One line of text from a piece of HTML that has no pictures."""
    return Formatted(html).line()
