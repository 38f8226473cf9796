"""The Markdown of the course folder and the rich text that Wagtail's editor stores: each becomes the other.

Within the folder's part of Markdown both ways are the identity, once the text is canonical. The HTML is what the
editor itself would save, so that opening and saving a text changes nothing.
"""

import hashlib
from html import escape
from html.parser import HTMLParser
from itertools import groupby, zip_longest

from django.utils.translation import gettext as _

from curriculum.citations import Citation, NotACitation, parse

from . import reading_markdown, writing_markdown
from .passages import Link, Paragraph, Run, Term, lists, tidy
from .reading_markdown import Problem

_KEY_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


class MarkdownNotUnderstood(ValueError):
    """The text is not in the folder's part of Markdown; `problems` are lines (from 0) with sentences."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = problems


class RichTextNotExpressible(ValueError):
    """The rich text holds something that Markdown of the course folder cannot say."""

    def __init__(self, what: str):
        super().__init__(what)
        self.sentence = _("The course folder cannot hold “%(what)s” of a formatted text.") % {"what": what}


def to_html(markdown: str) -> str:
    """Wagtail's rich text for the Markdown; equal texts give equal HTML, keys included.

    Raises `MarkdownNotUnderstood`.
    """
    passage = reading_markdown.read(markdown)
    if passage.problems:
        raise MarkdownNotUnderstood(passage.problems)
    return html_of(passage.paragraphs)


def to_markdown(html: str) -> str:
    """The canonical Markdown for Wagtail's rich text. Raises `RichTextNotExpressible`."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    reader.end_paragraph()
    return writing_markdown.write(tuple(reader.paragraphs))


def canonical(markdown: str) -> str:
    """The one way to write this text. Raises `MarkdownNotUnderstood`."""
    return to_markdown(to_html(markdown))


def html_of(paragraphs: tuple[Paragraph, ...]) -> str:
    """The rich text of paragraphs in normal form."""
    taken: set[str] = set()
    written = []
    for kind, members in lists(paragraphs):
        tag = kind if kind in ("p", "h2", "h3") else "li"
        blocks = "".join(
            f'<{tag} data-block-key="{_key(len(taken), member, taken)}">{_inline(member.runs)}</{tag}>'
            for member in members
        )
        written.append(f"<{kind}>{blocks}</{kind}>" if tag == "li" else blocks)
    return "".join(written)


def _key(place: int, paragraph: Paragraph, taken: set[str]) -> str:
    """Five signs from place and text, as the editor gives at random; two blocks with one key would become one."""
    text = f"{place} {paragraph.kind} " + "".join(run.text for run in paragraph.runs)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    while True:
        rest, key = number, ""
        for _sign in range(5):
            rest, sign = divmod(rest, 36)
            key += _KEY_SIGNS[sign]
        if key not in taken:
            taken.add(key)
            return key
        number += 1


def _inline(runs: tuple[Run, ...]) -> str:
    written = []
    runs = _spaces_before_links_apart(runs)
    for _place, linked in groupby(
        enumerate(runs), key=lambda pair: (pair[1].whole and pair[0], pair[1].held)
    ):
        members = [run for _place, run in linked]
        text = "".join(
            _wrapped("b", bold, "".join(_wrapped("code", run.isolated, _text(run)) for run in alike))
            for bold, alike in groupby(members, key=lambda run: run.bold)
        )
        held = members[0].held
        written.append(f"{_opening(held)}{text}</a>" if held else text)
    return "".join(written)


def _spaces_before_links_apart(runs: tuple[Run, ...]) -> list[Run]:
    """A space before a link without the style of its run: there the editor does not keep it."""
    apart = []
    for run, following in zip_longest(runs, runs[1:]):
        text = run.text.rstrip(" ")
        if following and following.held and following.held != run.held and text != run.text and not run.whole:
            apart += [run._replace(text=text), Run(" ", held=run.held)] if text else [Run(" ", held=run.held)]
        else:
            apart.append(run)
    return apart


def _text(run: Run) -> str:
    return escape(run.text, quote=False).replace("\n", "<br/>")


def _wrapped(tag: str, wanted: bool, html: str) -> str:
    return f"<{tag}>{html}</{tag}>" if wanted else html


def _opening(held: Link | Term | Citation) -> str:
    if isinstance(held, Link):
        return f'<a href="{escape(held.address)}">'
    linktype, ref = ("term", held.id) if isinstance(held, Term) else ("citation", str(held))
    return f'<a linktype="{linktype}" ref="{escape(ref)}">'


class _HtmlReader(HTMLParser):
    """Collects paragraphs; block keys are of no meaning and left out."""

    KINDS = {"p": "p", "h2": "h2", "h3": "h3", "li": None}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.runs: list[Run] = []
        self.kind, self.list, self.item_open = "p", None, False
        self.bold = self.isolated = 0
        self.held = None

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag in ("ul", "ol"):
            if self.list:
                raise RichTextNotExpressible(_("a list within a list"))
            self.end_paragraph()
            self.list = tag
        elif tag in self.KINDS:
            self.end_paragraph()
            self.kind = self.KINDS[tag] or self.list or "p"
        elif tag in ("b", "strong"):
            self.bold += 1
        elif tag == "code":
            self.isolated += 1
        elif tag == "a":
            self.held = self.target(attributes)
        elif tag == "br":
            self.runs.append(self.run("\n"))
        else:
            raise RichTextNotExpressible(f"<{tag}>")

    def handle_endtag(self, tag):
        if tag in ("ul", "ol"):
            self.end_paragraph()
            self.list = None
        elif tag in self.KINDS:
            self.end_paragraph()
        elif tag in ("b", "strong"):
            self.bold -= 1
        elif tag == "code":
            self.isolated -= 1
        elif tag == "a":
            self.held = None

    def handle_data(self, data):
        data = data.replace("\n", " ")
        if self.runs and self.runs[-1].whole and self.runs[-1].held is self.held:
            # a citation or term in pieces (half of it bold) is still one
            self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text + data)
        else:
            self.runs.append(self.run(data))

    def run(self, text: str) -> Run:
        return Run(text, self.bold > 0, self.isolated > 0, self.held)

    def end_paragraph(self):
        paragraph = tidy(self.kind, self.runs)
        self.paragraphs += [paragraph] if paragraph else []
        self.runs, self.kind = [], self.list or "p"

    def target(self, attributes: dict[str, str]) -> Link | Term | Citation:
        linktype, ref = attributes.get("linktype"), attributes.get("ref", "")
        if linktype == "term":
            return Term(ref)
        if linktype == "citation":
            try:
                return parse(ref)
            except NotACitation as refusal:
                raise RichTextNotExpressible(ref) from refusal
        if linktype or not attributes.get("href", "").startswith(reading_markdown.SCHEMES):
            raise RichTextNotExpressible(linktype or attributes.get("href", "<a>"))
        return Link(attributes["href"])
