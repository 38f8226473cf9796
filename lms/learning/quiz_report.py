"""The report about a quiz: what its finished attempts say about the quiz and about each version of its questions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from django.utils.translation import gettext as _

from curriculum.models import Kind, QuestionText, QuestionVersion, Quiz
from curriculum.translation import reading_order

from .answer_analysis import Part, Reply, count_answers
from .answer_sheets import Sheet, Taken, sheets_of
from .comparing_languages import Difference, compare_languages
from .flagging import Flag, flags
from .item_statistics import ItemStatistics, QuizStatistics, analyse

#: the distribution is told by tenths of all marks; the last one holds full marks, too
BANDS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """So many answers or attempts, and the people behind them; `answers` None: it must not be told."""

    answers: int | None
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """Answers in one language; `facility` is a share of the marks."""

    code: str
    group: Group
    facility: float | None
    difference: Difference | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a question; `weight` is the effective weight of the question, in per cent.

    `right` and `other` are those that got all of its marks, and fewer.
    """

    version: QuestionVersion
    text: QuestionText
    group: Group
    right: Group
    other: Group
    item: ItemStatistics
    weight: float | None
    parts: list[Part]
    languages: list[LanguageRow]
    flags: list[Flag]


@dataclass(frozen=True, slots=True)
class QuizReport:
    """`whole` is in marks, of `most`; `bands` are the attempts by tenths of the marks.

    `passed` are those that reached their pass mark, `failed` the others.
    """

    attempts: Group
    passed: Group
    failed: Group
    bands: list[Group]
    most: float
    whole: QuizStatistics
    rows: list[VersionRow]


def report_on(quiz: Quiz, attempts, *, reader: str, language: str = "") -> QuizReport:
    """The report on those of the attempts (a queryset) that are finished, made by five queries.

    `reader` is the language in which questions are told, `language` keeps only attempts that were made in it.
    """
    sheets = [sheet for sheet in sheets_of(attempts.finished()) if language in ("", sheet.language)]
    taken: dict[int, list[tuple[Sheet, Taken]]] = defaultdict(list)
    for sheet in sheets:
        for answer in sheet.answers:
            taken[answer.version].append((sheet, answer))
    slots = dict(quiz.slots.values_list("question", "sort_order"))
    versions = QuestionVersion.objects.filter(pk__in=taken).select_related("question")
    ordered = sorted(
        versions, key=lambda v: (slots.get(v.question_id, len(slots)), v.question.slug, v.number)
    )
    texts = list(QuestionText.objects.filter(version__in=taken).order_by("pk"))
    by_question, whole = _analysed(sheets, "question")
    by_version, _whole = _analysed(sheets, "version")
    rows = [
        _row(
            version,
            taken[version.pk],
            texts=[text for text in texts if text.version_id == version.pk],
            reader=reader,
            item=by_version[version.pk],
            weight=by_question[version.question_id].effective_weight,
        )
        for version in ordered
    ]
    scored = [sheet for sheet in sheets if sheet.share is not None]
    return QuizReport(
        attempts=_group(sheets),
        passed=_group(sheet for sheet in sheets if sheet.passed),
        failed=_group(sheet for sheet in sheets if not sheet.passed),
        bands=[
            _group(sheet for sheet in scored if min(int(sheet.share * BANDS), BANDS - 1) == band)
            for band in range(BANDS)
        ],
        most=max((sheet.most for sheet in sheets), default=0),
        whole=whole,
        rows=rows,
    )


def _analysed(sheets: list[Sheet], by: str) -> tuple[dict[int, ItemStatistics], QuizStatistics]:
    """Statistics by question or version; marks of the past are told in those of today, the latest."""
    most = {getattr(answer, by): answer.most for sheet in sheets for answer in sheet.answers}
    counted = {getattr(a, by) for sheet in sheets for a in sheet.answers if a.share is not None}
    columns = [item for item in most if item in counted]
    rows = []
    for sheet in sheets:
        shares = {getattr(answer, by): answer.share for answer in sheet.answers}
        rows.append([None if (s := shares.get(item)) is None else s * most[item] for item in columns])
    found = analyse(rows, [most[item] for item in columns])
    nothing = ItemStatistics(0, None, None, None, None, None)
    return dict.fromkeys(most, nothing) | dict(zip(columns, found.items, strict=True)), found.test


def _row(version, taken, *, texts, reader: str, item: ItemStatistics, weight) -> VersionRow:
    text = _told_in(reader, texts)
    contents = {text.pk: text.content for text in texts}
    replies = [
        Reply(
            sheet.person,
            answer.language,
            answer.text,
            contents[answer.text],
            answer.given,
            sheet.rest(answer),
        )
        for sheet, answer in taken
    ]
    parts = count_answers(version.kind, version.key, replies)
    counted = [(sheet, answer) for sheet, answer in taken if None not in (sheet.share, answer.share)]
    differences = compare_languages((a.language, sheet.share, a.share == 1) for sheet, a in counted)
    return VersionRow(
        version=version,
        text=text,
        group=_group(sheet for sheet, _answer in taken),
        right=_group(sheet for sheet, answer in counted if answer.share == 1),
        other=_group(sheet for sheet, answer in counted if answer.share != 1),
        item=item,
        weight=weight,
        parts=parts,
        languages=_languages(taken, differences),
        flags=flags(
            item,
            kind=version.kind,
            parts=parts,
            options=options(version, text),
            differences=differences,
        ),
    )


def _languages(taken, differences: dict[str, Difference | None]) -> list[LanguageRow]:
    rows = []
    for code in sorted({answer.language for _sheet, answer in taken}):
        inside = [(sheet, answer) for sheet, answer in taken if answer.language == code]
        shares = [answer.share for _sheet, answer in inside if answer.share is not None]
        facility = fmean(shares) if shares else None
        group = _group(sheet for sheet, _answer in inside)
        rows.append(LanguageRow(code, group, facility, differences.get(code)))
    return rows


def _told_in(reader: str, texts: list[QuestionText]) -> QuestionText:
    """The latest text in the language of the reader, else in German, else in any."""
    order = reading_order(reader)
    return max(
        texts, key=lambda t: (-order.index(t.language_code) if t.language_code in order else -99, t.pk)
    )


def options(version: QuestionVersion, text: QuestionText) -> dict[object, str]:
    """The words of each option, as they stand in the text."""
    if version.kind == Kind.TRUE_FALSE:
        return {True: _("That is true"), False: _("That is not true")}
    if version.kind in (Kind.SINGLE, Kind.MULTIPLE):
        return {id: text.content["parts"][id] for id in version.key["parts"]}
    return {}


def _group(sheets: Iterable[Sheet]) -> Group:
    people = [sheet.person for sheet in sheets]
    return Group(len(people), frozenset(people))
