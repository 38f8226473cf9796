"""`manage.py import_statutes PATH…`: wordings of laws, as JSON or as the XML of the federal portal."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from curriculum.importing_statutes import Outcome, SectionChange, import_statutes
from curriculum.interop.statutes.gathering import read_laws
from curriculum.interop.statutes.shapes import BrokenStatutes

KINDS = {"lesson": "blocks of lessons", "question": "questions", "term": "glossary terms"}


class Command(BaseCommand):
    help = (
        "Store wordings of laws with their day. A later day shows what changed, and opens reviews where it is cited. "
        "Give all files of one law at once: a section that a later day lacks counts as gone."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help=".json, .xml, .zip, or a folder"
        )
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="DATE", help="the day of files that do not say one"
        )

    def handle(self, *, paths, as_of, **options):
        try:
            outcomes = import_statutes(read_laws(paths), at=timezone.now(), as_of=as_of)
        except BrokenStatutes as broken:
            raise CommandError(f"Nothing was imported.\n{broken}") from None
        for outcome in outcomes:
            for line in lines_of(outcome):
                self.stdout.write(line)
        reviews = sum(outcome.reviews for outcome in outcomes)
        self.stdout.write(f"Laws read: {len(outcomes)}, reviews opened: {reviews}.")


def lines_of(outcome: Outcome) -> Iterator[str]:
    """What became of a law, and of each of its sections that changed."""
    if outcome.left_out:
        yield f"{outcome.law} ({outcome.file}): left out. {outcome.left_out}"
        return
    head = f"{outcome.law}, wording of {outcome.as_of}: sections {outcome.sections}"
    if outcome.before is None:
        yield f"{head}, {outcome.added or 'nothing'} new."
        return
    yield f"{head}, {len(outcome.changes) or 'none'} changed since {outcome.before}."
    for change in outcome.changes:
        yield f"  {change.wording.section}: {_said(change)}"


def _said(change: SectionChange) -> str:
    words = f"{change.kind} (words: {change.words_out} out, {change.words_in} in)"
    cited = [
        f"{number} {name}"
        for kind, name in KINDS.items()
        if (number := sum(mention.kind == kind for mention in change.cited_by))
    ]
    if not cited:
        return f"{words}; cited nowhere"
    languages = sorted({code for mention in change.cited_by for code in mention.languages})
    return f"{words}; cited by {', '.join(cited)} ({', '.join(languages)})"
