"""The glossary and the statutes: what lessons may point to."""

from dataclasses import replace
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from curriculum.citations import LAW

from .composing import compose
from .entries import SLUG, Entry
from .faults import Findings, Page
from .finding import open_page
from .shapes import GlossaryTerm, Statute, TermText


def read_statutes(path: Path | None, root: Path, findings: Findings) -> tuple[Statute, ...]:
    """The laws that may be cited, in the order of the file."""
    if path is None:
        Page("statutes.yaml", findings).fault(
            1, _("The file is missing. It lists the laws that may be cited.")
        )
        return ()
    page, text = open_page(path, root, findings)
    statutes = tuple(_read_statute(entry) for entry in members(text, page))
    refuse_twice(page, [(statute.abbreviation, statute.line) for statute in statutes])
    return statutes


def _read_statute(entry: Entry) -> Statute:
    sentence = _("“%(value)s” is no abbreviation that can be cited. Write one such as BGB or SGB II.")
    statute = Statute(
        abbreviation=entry.matching("abbreviation", LAW, sentence),
        title=entry.title("title", longest=300),
        address=entry.title("address", longest=300),
        as_of=entry.day("as_of"),
        changed_on=entry.day("changed_on", required=False),
        change=entry.title("change", required=False, longest=2000),
        line=entry.line,
    )
    if statute.address and not statute.address.startswith("https://"):
        entry.page.fault(entry.line_of("address"), _("The address of a law begins with https://."))
    if bool(statute.changed_on) != bool(statute.change):
        entry.page.fault(entry.line, _("“changed_on” and “change” belong together. Write both or neither."))
    entry.finish()
    return statute


def read_glossary(
    files: dict[str, Path], language: str, root: Path, findings: Findings
) -> tuple[GlossaryTerm, ...]:
    """The terms with their languages, in the order of the source."""
    if language not in files:
        page = Page(f"glossary.{language}.yaml", findings)
        page.fault(1, _("The file is missing. It lists the terms that texts may point to."))
        return ()
    page, text = open_page(files[language], root, findings)
    terms = tuple(_read_term(entry, language) for entry in members(text, page))
    refuse_twice(page, [(term.id, term.texts[language].line) for term in terms])
    for other, path in files.items():
        if other != language:
            _read_translation(path, other, terms, root, findings)
    return terms


def _read_term(entry: Entry, language: str) -> GlossaryTerm:
    id = entry.matching(
        "id", SLUG, _("“%(value)s” is no id of a term. Write one like kosten-der-unterkunft.")
    )
    if id == "origin":
        entry.page.fault(entry.line_of("id"), _("“origin” has a meaning of its own. Take another id."))
    term = GlossaryTerm(
        id=id,
        citations=entry.citations("citations", filled=False),
        uncertain=entry.title("uncertain", required=False, longest=1000),
        texts={language: _read_text(entry, definition_required=True)},
    )
    entry.finish()
    return term


def _read_text(entry: Entry, *, definition_required: bool) -> TermText:
    return TermText(
        term=entry.title("term"),
        definition=entry.formatted("definition", required=definition_required),
        file=entry.page.file,
        line=entry.line,
    )


def _read_translation(
    path: Path, language: str, terms: tuple[GlossaryTerm, ...], root: Path, findings: Findings
) -> None:
    page, text = open_page(path, root, findings)
    whole = Entry(compose(text, page), page)
    machine = whole.machine()
    for term in terms:
        if term.id in whole:
            entry = whole.entry(term.id)
            read = _read_text(entry, definition_required=False)
            term.texts[language] = replace(read, machine=entry.machine() or machine)
            entry.finish()
    for id in whole.unasked:
        page.fault(
            whole.line_of(id), _("The source has no term “%(id)s”. Take its id, or delete this."), id=id
        )


def members(text: str | None, page: Page) -> list[Entry]:
    """The mappings of a list; a fault where it is none."""
    node = compose(text, page)
    if node is not None and not isinstance(node, yaml.SequenceNode):
        page.fault(1, _("A list is expected here: each member begins with “- ”."))
        return []
    return [Entry(member, page) for member in node.value] if node else []


def refuse_twice(page: Page, names_and_lines: list[tuple[str, int]]) -> None:
    """A fault for each name that stands there a second time."""
    seen = set()
    for name, line in names_and_lines:
        if name and name in seen:
            page.fault(line, _("“%(name)s” stands here a second time. Keep one."), name=name)
        seen.add(name)
