"""What differs from location to location: the keys that lessons may name, with their labels."""

from pathlib import Path

from django.utils.translation import gettext as _

from .composing import compose
from .entries import SLUG, Entry
from .faults import Findings, Page
from .finding import open_page
from .reading_glossary import members, refuse_twice
from .shapes import FACT_KINDS, FactText, LocalFact


def read_local_facts(
    files: dict[str, Path], language: str, root: Path, findings: Findings
) -> tuple[LocalFact, ...]:
    """The keys with their labels, in the order of the source; a course may have none."""
    if not files:
        return ()
    if language not in files:
        page = Page(f"local_facts.{language}.yaml", findings)
        page.fault(1, _("The file is missing. It lists the local facts that lessons may name."))
        return ()
    page, text = open_page(files[language], root, findings)
    facts = tuple(_read_fact(entry, language) for entry in members(text, page))
    refuse_twice(page, [(fact.id, fact.texts[language].line) for fact in facts])
    for other, path in files.items():
        if other != language:
            _read_translation(path, other, facts, root, findings)
    return facts


def _read_fact(entry: Entry, language: str) -> LocalFact:
    fact = LocalFact(
        id=entry.matching("id", SLUG, _("“%(value)s” is no id. Write one like mietobergrenze.")),
        kind=entry.choice("kind", FACT_KINDS, default="words"),
        hint=entry.title("hint", required=False, longest=300),
        texts={language: _read_text(entry)},
    )
    if fact.id == "origin":
        entry.page.fault(entry.line_of("id"), _("“origin” has a meaning of its own. Take another id."))
    entry.finish()
    return fact


def _read_text(entry: Entry, *, machine: bool = False) -> FactText:
    return FactText(entry.title("label"), machine, entry.page.file, entry.line)


def _read_translation(path: Path, language: str, facts, root: Path, findings: Findings) -> None:
    page, text = open_page(path, root, findings)
    whole = Entry(compose(text, page), page)
    machine = whole.machine()
    for fact in facts:
        if fact.id in whole:
            entry = whole.entry(fact.id)
            fact.texts[language] = _read_text(entry, machine=entry.machine() or machine)
            entry.finish()
    for id in whole.unasked:
        sentence = _("The source has no local fact “%(id)s”. Take its id, or delete this.")
        page.fault(whole.line_of(id), sentence, id=id)
