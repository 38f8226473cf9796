"""The figures of a report as people read them: written numbers, words beside them, and widths of bars."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from lms.people.languages import direction

from ..asking import GAP
from ..comparing_languages import Difference, Size
from ..flagging import Flag
from ..quiz_report import Group, LanguageRow, QuizReport, VersionRow


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure about the whole quiz, and what it means."""

    name: str
    figure: object
    meaning: str


@dataclass(frozen=True, slots=True)
class Band:
    """Attempts from one share of the marks to the next, in per cent; `height` of the tallest, in per cent."""

    low: int
    high: int
    attempts: object
    height: int


@dataclass(frozen=True, slots=True)
class Question:
    """A version of a question in a line of the table. `bar` is the facility in whole per cent, None if unknown."""

    version: object
    wording: str
    lang: str
    dir: str
    answers: object
    facility: str
    bar: int | None
    sd: str
    weight: str
    discrimination: str
    efficiency: str
    flags: list[Flag]
    practice: bool


@dataclass(frozen=True, slots=True)
class Language:
    """Answers in one language, and how they compare with those in all others."""

    code: str
    name: str
    answers: object
    facility: str
    bar: int | None
    size: str
    verdict: str
    evidence: str


def number(value: float | None, places: int = 2) -> str:
    """Rounded, as `number_format` alone would cut off; a minus stays before its number in Arabic, too."""
    if value is None:
        return "–"
    written = number_format(f"{value:.{places}f}", places)
    return f"\u200e−{written[1:]}" if written.startswith("-") else written


def percent(value: float | None, places: int = 0) -> str:
    """A value that is in per cent already."""
    return "–" if value is None else _("%(number)s %%") % {"number": number(value, places)}


def whole(share: float | None) -> int | None:
    """A share in whole per cent."""
    return None if share is None else round(share * 100)


def told(group: Group) -> object:
    """How many, or what stands there instead."""
    return _("not told") if group.answers is None else group.answers


def language_name(code: str) -> str:
    return get_language_info(code)["name_translated"]


def wording(row: VersionRow) -> str:
    """The question in one line, its gaps as dots."""
    return GAP.sub("…", row.text.content["wording"])


def facts(report: QuizReport) -> list[Fact]:
    test = report.whole
    return [
        Fact(_("Finished attempts"), told(report.attempts), ""),
        Fact(_("People"), len(report.attempts.people), ""),
        Fact(_("Reached the pass mark"), told(report.passed), ""),
        Fact(_("Mean"), number(test.mean), _("of %(most)s marks") % {"most": number(report.most)}),
        Fact(_("Median"), number(test.median), _("half of the attempts got more, half got less")),
        Fact(_("Standard deviation"), number(test.sd), _("how far attempts lie from the mean, in marks")),
        Fact(
            _("Internal consistency"),
            percent(test.cic),
            _("how well the questions measure the same; from 70 on it is good"),
        ),
        Fact(
            _("Standard error"),
            number(test.standard_error),
            _("how far the marks of one person may be off by chance"),
        ),
        Fact(_("Error ratio"), percent(test.error_ratio), _("how much of the differences is chance")),
        Fact(
            _("Skewness"),
            number(test.skewness),
            _("below 0: most did well, few did badly; above 0: the reverse"),
        ),
        Fact(_("Kurtosis"), number(test.kurtosis), _("above 0: a narrow peak; below 0: flat")),
    ]


def bands(report: QuizReport) -> list[Band]:
    step = 100 // (len(report.bands) or 1)
    tallest = max((group.answers or 0 for group in report.bands), default=0)
    return [
        Band(
            place * step,
            (place + 1) * step,
            told(group),
            round(100 * (group.answers or 0) / tallest) if tallest else 0,
        )
        for place, group in enumerate(report.bands)
    ]


def question(row: VersionRow) -> Question:
    code, item = row.text.language_code, row.item
    return Question(
        version=row.version,
        wording=wording(row),
        lang=code,
        dir=direction(code),
        answers=told(row.group),
        facility=percent(None if item.facility is None else 100 * item.facility),
        bar=whole(item.facility),
        sd=number(item.sd),
        weight=percent(row.weight),
        discrimination=percent(item.discrimination_index),
        efficiency=percent(item.discriminative_efficiency),
        flags=row.flags,
        practice=not item.count,
    )


def language(row: LanguageRow) -> Language:
    found = row.difference
    return Language(
        code=row.code,
        name=language_name(row.code),
        answers=told(row.group),
        facility=percent(None if row.facility is None else 100 * row.facility),
        bar=whole(row.facility),
        size=found.size.value if found else "",
        verdict=_verdict(found),
        evidence=_evidence(found),
    )


def _verdict(found: Difference | None) -> str:
    if found is None:
        return _("too few answers to compare")
    if found.size is Size.A:
        return _("no difference that matters")
    if found.harder:
        return _("harder") if found.size is Size.C else _("somewhat harder")
    return _("easier") if found.size is Size.C else _("somewhat easier")


def _evidence(found: Difference | None) -> str:
    if found is None:
        return ""
    sentence = _("Odds ratio %(ratio)s, from %(answers)s answers against %(others)s.")
    return sentence % {
        "ratio": number(found.alpha),
        "answers": found.answers,
        "others": found.other_answers,
    }
