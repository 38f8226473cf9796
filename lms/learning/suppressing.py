"""Small numbers that a report must not tell once it leaves a location: they could be people whom somebody knows."""

from collections.abc import Sequence
from dataclasses import replace

from curriculum.learners import FEW

from .answer_analysis import Part
from .flagging import language_flags
from .item_statistics import ItemStatistics, analyse
from .quiz_report import Group, QuizReport, VersionRow


def too_few(people: int) -> bool:
    """Nobody is nobody whom one could recognise: 0 may be told."""
    return 0 < people < FEW


def hidden(people: Sequence[int]) -> set[int]:
    """Which of the numbers, by their place, must not be told, where their sum is known.

    Those from 1 to 4, and complements: as many of the next smallest as it takes, so that what is hidden is at least
    two numbers and at least five people together, and cannot be found by taking the others away from the sum.
    """
    places = {place for place, number in enumerate(people) if too_few(number)}
    if not places:
        return places
    others = sorted(
        (place for place, number in enumerate(people) if number and place not in places),
        key=lambda place: people[place],
    )
    while others and (len(places) < 2 or sum(people[place] for place in places) < FEW):
        places.add(others.pop(0))
    return places


def guarded(report: QuizReport) -> QuizReport:
    """The report as it may leave a location: what must not be told is None, and of few people nothing is told at all.

    Where options, pairs or texts of a question are hidden, its numbers are, too: they would give them away.
    """
    if too_few(len(report.attempts.people)):
        attempts = replace(report.attempts, answers=None)
        return replace(report, attempts=attempts, bands=[], rows=[], whole=analyse([], []).test)
    passed, failed = _without_few([report.passed, report.failed])
    rows = [_guarded_row(row) for row in report.rows]
    return replace(report, passed=passed, failed=failed, bands=_without_few(report.bands), rows=rows)


def _without_few(groups: Sequence[Group]) -> list[Group]:
    few = hidden([len(group.people) for group in groups])
    return [replace(group, answers=None) if place in few else group for place, group in enumerate(groups)]


def _guarded_row(row: VersionRow) -> VersionRow:
    if too_few(len(row.group.people)):
        return replace(_silent(row), group=replace(row.group, answers=None), parts=[], languages=[], flags=[])
    parts = [_guarded_part(part) for part in row.parts]
    told = [group for group in (row.right, row.other) if group.people]
    counts = [value.answers for part in parts for value in part.values]
    if None in counts or hidden([len(group.people) for group in told]):
        row = _silent(row)
    few = hidden([len(language.group.people) for language in row.languages])
    languages = [
        replace(language, group=replace(language.group, answers=None), facility=None, difference=None)
        if place in few
        else language
        for place, language in enumerate(row.languages)
    ]
    return replace(row, parts=parts, languages=languages)


def _silent(row: VersionRow) -> VersionRow:
    """Without the numbers from which small groups could be found; what was said of languages stays."""
    differences = {language.code: language.difference for language in row.languages}
    nothing = ItemStatistics(row.item.count, None, None, None, None, None)
    return replace(row, item=nothing, weight=None, flags=language_flags(differences))


def _guarded_part(part: Part) -> Part:
    few = hidden([len(value.people) for value in part.values])
    return replace(
        part,
        values=[
            replace(value, answers=None) if place in few else value for place, value in enumerate(part.values)
        ],
    )
