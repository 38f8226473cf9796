"""The two tables of the statistics as files: the questions of a quiz, and the answers to a question."""

from django.utils.translation import gettext as _

from ..comparing_languages import Difference
from ..quiz_report import QuizReport, VersionRow
from .spreadsheets import spreadsheet
from .statistics_figures import language_name, whole, wording
from .statistics_lines import blocks


def quiz_file(format: str, report: QuizReport, *, name: str):
    """A line for each version of a question; shares and per cent as numbers."""
    heads = [
        _("Question"),
        _("Version"),
        _("Wording"),
        _("Answers"),
        _("Facility"),
        _("Standard deviation"),
        _("Effective weight (per cent)"),
        _("Discrimination (per cent)"),
        _("Discriminative efficiency (per cent)"),
        _("What to look at"),
    ]
    lines = [
        [
            row.version.question.slug,
            row.version.number,
            wording(row),
            row.group.answers,
            row.item.facility,
            row.item.sd,
            row.weight,
            row.item.discrimination_index,
            row.item.discriminative_efficiency,
            " ".join(flag.sentence for flag in row.flags),
        ]
        for row in report.rows
    ]
    return spreadsheet(format, name, heads, lines)


def question_file(format: str, row: VersionRow, *, name: str):
    """A line for each answer to each part, then one for each language."""
    heads = [
        _("Part"),
        _("Answer"),
        _("Right"),
        _("Answers"),
        _("Per cent"),
        _("Compared with the other languages"),
        _("Odds ratio"),
        _("Delta"),
        _("Answers compared"),
    ]
    lines = [
        [block.heading, line.label, _("yes") if line.right else _("no"), line.answers, line.percent]
        for block in blocks(row)
        for line in block.lines
    ]
    for language in row.languages:
        lines.append(
            [
                _("Language"),
                language_name(language.code),
                None,
                language.group.answers,
                whole(language.facility),
                *_compared(language.difference),
            ]
        )
    return spreadsheet(format, name, heads, lines)


def _compared(found: Difference | None) -> list:
    if found is None:
        return []
    return [found.size.value, found.alpha, found.delta, found.answers + found.other_answers]
