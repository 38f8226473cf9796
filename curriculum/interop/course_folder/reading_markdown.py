"""The Markdown of the course folder, read: a small part of CommonMark and three signs of our own.

Read with markdown-it; what CommonMark knows and the folder does not is a problem with its line, never text.
"""

import re
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from curriculum.citations import Citation, NotACitation, parse

from .passages import SPACE, Link, Paragraph, Run, Term, tidy

PLACEHOLDER = re.compile(r"\{\{\d+\}\}")
SCHEMES = ("https://", "http://", "mailto:", "tel:")
_TERM = re.compile(r"\[\[([a-z0-9]+(?:-[a-z0-9]+)*)\|((?:\\.|[^\\\]\[|]|\](?!\]))+)\]\]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Problem(NamedTuple):
    """Something that is not part of the format; `line` counts from 0 at the start of the text."""

    line: int
    sentence: str


class Passage(NamedTuple):
    """What was read: the paragraphs, the problems, and each citation and term with its line."""

    paragraphs: tuple[Paragraph, ...]
    problems: tuple[Problem, ...]
    mentions: tuple[tuple[int, Citation | Term], ...]


def read(text: str) -> Passage:
    """The passage that `text` means; with problems, what could be understood of it."""
    return _Reader().read(text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    # Definitions, underlined headings and "&amp;" would make text disappear or change silently; our bold is
    # simpler than CommonMark's, which takes "**«…»**و" for text in scripts that write no space there.
    parser.disable(["reference", "lheading", "entity", "emphasis"])
    parser.inline.ruler.before("link", "term", _term)
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "bold", _bold)
    parser.normalizeLink = lambda address: address
    parser.validateLink = lambda address: True
    return parser


def _term(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    found = _TERM.match(state.src, state.pos, state.posMax)
    if not silent:
        token = state.push("term" if found else "problem", "", 0)
        if found:
            token.meta = {"run": Run(_ESCAPED.sub(r"\1", found[2]), held=Term(found[1]))}
        else:
            token.content = _(
                "[[ begins a glossary term, such as [[kaution|die Kaution]]: its id from the glossary, "
                "a stroke, and how it stands in the sentence. Write \\[[ where you mean the signs."
            )
    state.pos = found.end() if found else state.pos + 2
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{":
        return False
    if placeholder := PLACEHOLDER.match(state.src, state.pos, state.posMax):
        if not silent:
            state.pending += placeholder[0]
        state.pos = placeholder.end()
        return True
    found = _BRACES.match(state.src, state.pos, state.posMax)
    if not silent:
        try:
            citation = parse(found[1] if found else "")
            token = state.push("citation", "", 0)
            token.meta = {"run": Run(str(citation), held=citation)}
        except NotACitation as refusal:
            sentence = _("{ begins a citation and } ends it. Write \\{ where you mean the sign.")
            state.push("problem", "", 0).content = refusal.sentence if found else sentence
    state.pos = found.end() if found else state.pos + 1
    return True


def _bold(state: StateInline, silent: bool) -> bool:
    stars = re.compile(r"\*+").match(state.src, state.pos, state.posMax)
    if not stars:
        return False
    if not silent:
        if len(stars[0]) == 2:
            before = state.src[state.pos - 1 : state.pos]
            after = state.src[stars.end() : stars.end() + 1]
            token = state.push("bold", "", 0)
            token.meta = {
                "opens": after != "" and after not in SPACE + "\n",
                "closes": before != "" and before not in SPACE + "\n",
            }
        else:
            state.pending += stars[0]
    state.pos = stars.end()
    return True


_NOT_OURS = {
    "blockquote_open": lambda: _("Quotations with > are not part of the format. Write a paragraph."),
    "code_block": lambda: _("These lines are indented. Begin them at the left edge."),
    "fence": lambda: _("Code fences are not part of the format. A sum stands between two `."),
    "hr": lambda: _("Rules made of ---, *** or ___ are not part of the format. Begin a new block instead."),
    "html_block": lambda: _("HTML is not part of the format. Write \\< where you mean the sign."),
    "html_inline": lambda: _("HTML is not part of the format. Write \\< where you mean the sign."),
    "image": lambda: _("Images are not part of the format."),
}


class _Reader:
    """Walks over the tokens of one text."""

    def __init__(self):
        self.paragraphs: list[Paragraph] = []
        self.problems: list[Problem] = []
        self.mentions: list[tuple[int, Citation | Term]] = []

    def read(self, text: str) -> Passage:
        kind, open_lists, in_item = "p", [], False
        for token in _parser().parse(text):
            line = token.map[0] if token.map else 0
            if token.type == "heading_open":
                kind = token.tag if token.tag in ("h2", "h3") else "p"
                if kind == "p" or in_item:
                    self.problem(line, _("Headings begin with ## or ### and stand outside of lists."))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                open_lists.append("ul" if token.type == "bullet_list_open" else "ol")
                self.begin_list(line, token, depth=len(open_lists))
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                open_lists.pop()
            elif token.type == "list_item_open":
                in_item, filled = True, False
            elif token.type == "list_item_close":
                in_item = False
            elif token.type == "paragraph_open":
                kind = open_lists[-1] if open_lists else "p"
                if in_item and filled:
                    self.problem(line, _("An item of a list is one paragraph. Write two items, or no list."))
                filled = True
            elif token.type == "inline":
                paragraph = tidy(kind, self.runs(token.children, line))
                self.paragraphs += [paragraph] if paragraph else []
            elif token.type in _NOT_OURS:
                self.problem(line, _NOT_OURS[token.type]())
        return Passage(tuple(self.paragraphs), tuple(self.problems), tuple(self.mentions))

    def begin_list(self, line: int, token: Token, *, depth: int):
        if depth > 1:
            self.problem(line, _("Lists have one level. Write the inner list as items of its own."))
        elif token.attrGet("start") not in (None, 1):
            sentence = _(
                "“%(number)s.” at the beginning of a line makes a list, and a list begins with 1. "
                "Write %(number)s\\. where you mean the number."
            )
            self.problem(line, sentence % {"number": token.attrGet("start")})

    def runs(self, tokens: list[Token], line: int) -> list[Run]:
        runs, bold, link = [], None, None
        closers = [
            place for place, token in enumerate(tokens) if token.type == "bold" and token.meta["closes"]
        ]
        for place, token in enumerate(tokens):
            if token.type in ("text", "code_inline"):
                runs.append(Run(token.content, bool(bold), token.type == "code_inline", link))
            elif token.type in ("softbreak", "hardbreak"):
                line += 1
                runs.append(Run(" " if token.type == "softbreak" else "\n", bool(bold), False, link))
            elif token.type == "bold" and bold and token.meta["closes"]:
                bold = None
            elif token.type == "bold" and not bold and token.meta["opens"]:
                bold = token
                if not closers or closers[-1] <= place:
                    self.problem(line, _("Bold text begins here with ** and does not end. Add ** behind it."))
            elif token.type == "bold":
                runs.append(Run("**", bool(bold), False, link))
            elif token.type == "link_open":
                link = self.link(line, token)
            elif token.type == "link_close":
                link = None
            elif token.type in ("citation", "term"):
                run = token.meta["run"]
                self.mentions.append((line, run.held))
                if link:
                    self.problem(line, _("Citations and glossary terms cannot stand within a link."))
                runs.append(run._replace(bold=bool(bold)))
            elif token.type == "problem":
                self.problem(line, token.content)
            elif token.type in _NOT_OURS:
                self.problem(line, _NOT_OURS[token.type]())
        return runs

    def link(self, line: int, token: Token) -> Link:
        address = token.attrGet("href")
        if token.markup == "autolink":
            self.problem(line, _("Write a link as [text](https://…), with words that say where it leads."))
        elif not address.startswith(SCHEMES) or re.search(r"[\s<>\"]", address):
            sentence = _("“%(address)s” is not an address that begins with https://, mailto: or tel:.")
            self.problem(line, sentence % {"address": address})
        elif token.attrGet("title"):
            self.problem(line, _("A link has no title. Leave out what follows the address."))
        return Link(address)

    def problem(self, line: int, sentence: str):
        self.problems.append(Problem(line, sentence))
