"""How a module's quiz is taken, as it stands in `module.yaml`: what is not said there is as in a new quiz."""

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curriculum.review_matrix import Aspect, Moment, check_review, open_review

from .emitting import Flow, FlowMap
from .entries import Entry

COUNTINGS = ("best", "last", "first", "average")
MOST_MINUTES = 999_999


@dataclass(frozen=True)
class Draw:
    """At a place of the quiz (from 1 on) some questions are drawn by chance from the bank."""

    place: int
    number: int = 1
    category: str = ""
    tag: str = ""
    marks: Decimal = Decimal(1)


@dataclass(frozen=True)
class QuizSettings:
    """Names and values of the columns of a quiz; waits and limits in minutes, the grace period in seconds."""

    practice: bool = False
    attempts_allowed: int | None = None
    counting: str = "best"
    first_wait_minutes: int = 0
    later_wait_minutes: int = 0
    time_limit_minutes: int | None = None
    grace_seconds: int = 60
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    shuffles: bool = True
    shuffles_questions: bool = False
    one_a_page: bool = False
    sequential: bool = False
    review: dict[str, list[str]] = field(default_factory=open_review)
    draws: tuple[Draw, ...] = ()


COLUMNS = tuple(column.name for column in fields(QuizSettings) if column.name != "draws")


def read_settings(facts: Entry) -> QuizSettings:
    """What `module.yaml` says below `quiz`."""
    if "quiz" not in facts:
        return QuizSettings()
    entry, new = facts.entry("quiz"), QuizSettings()
    settings = QuizSettings(
        practice=entry.flag("practice", default=new.practice),
        attempts_allowed=_limit(entry, "attempts_allowed", 999),
        counting=entry.choice("counting", COUNTINGS, default=new.counting),
        first_wait_minutes=entry.whole("first_wait_minutes", 0, MOST_MINUTES, default=0),
        later_wait_minutes=entry.whole("later_wait_minutes", 0, MOST_MINUTES, default=0),
        time_limit_minutes=_limit(entry, "time_limit_minutes", MOST_MINUTES),
        grace_seconds=entry.whole("grace_seconds", 0, MOST_MINUTES, default=new.grace_seconds),
        opens_at=_moment(entry, "opens_at"),
        closes_at=_moment(entry, "closes_at"),
        shuffles=entry.flag("shuffles", default=new.shuffles),
        shuffles_questions=entry.flag("shuffles_questions", default=new.shuffles_questions),
        one_a_page=entry.flag("one_a_page", default=new.one_a_page),
        sequential=entry.flag("sequential", default=new.sequential),
        review=_review(entry),
        draws=tuple(_draw(draw) for draw in entry.entries("draws")) if "draws" in entry else (),
    )
    entry.finish()
    _check(entry, settings)
    return settings


def settings_text(settings: QuizSettings) -> dict:
    """The same for writing: only what is not as in a new quiz."""
    new = QuizSettings()
    said = {
        name: getattr(settings, name) for name in COLUMNS if getattr(settings, name) != getattr(new, name)
    }
    for name in {"opens_at", "closes_at"} & said.keys():
        said[name] = said[name].astimezone(UTC).isoformat()
    if "review" in said:
        said["review"] = {
            moment: Flow(aspects)
            for moment, aspects in settings.review.items()
            if aspects != new.review[moment]
        }
    if settings.draws:
        said["draws"] = [_draw_text(draw) for draw in settings.draws]
    return {"quiz": said} if said else {}


def _draw(entry: Entry) -> Draw:
    draw = Draw(
        place=entry.whole("place", 1, 999),
        number=entry.whole("number", 1, 999, default=1),
        category=entry.title("category", required=False, longest=50),
        tag=entry.title("tag", required=False, longest=50),
        marks=entry.decimal("marks", least=Decimal("0.01"), default="1"),
    )
    entry.finish()
    return draw


def _draw_text(draw: Draw) -> FlowMap:
    new = Draw(place=draw.place)
    said = {name: getattr(draw, name) for name in ("number", "category", "tag", "marks")}
    changed = {name: value for name, value in said.items() if value != getattr(new, name)}
    return FlowMap(place=draw.place, **changed)


def _limit(entry: Entry, key: str, most: int) -> int | None:
    return entry.whole(key, 1, most) if key in entry else None


def _moment(entry: Entry, key: str) -> datetime | None:
    text = entry.title(key, required=False)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        sentence = _("“%(key)s” is a moment with its time zone, such as 2026-11-02T09:00:00+00:00.")
        entry.page.fault(entry.line_of(key), sentence, key=key)
        return None
    return moment.astimezone(UTC)


def _review(entry: Entry) -> dict[str, list[str]]:
    review = open_review()
    if "review" not in entry:
        return review
    said = entry.entry("review")
    for moment in Moment.values:
        if moment in said:
            review[moment] = [node.value for node in said.nodes(moment, filled=False)]
        else:
            said.nodes(moment, required=False)
    said.finish()
    try:
        check_review(review)
    except ValidationError:
        sentence = _("What is shown stands in this order, each once: %(aspects)s.")
        entry.page.fault(entry.line_of("review"), sentence, aspects=", ".join(Aspect.values))
        return open_review()
    return review


def _check(entry: Entry, settings: QuizSettings) -> None:
    """What the site would refuse."""
    if settings.sequential and not settings.one_a_page:
        sentence = _("“sequential” needs “one_a_page: true”.")
        entry.page.fault(entry.line_of("sequential"), sentence)
    if settings.opens_at and settings.closes_at and settings.opens_at >= settings.closes_at:
        entry.page.fault(entry.line_of("closes_at"), _("It closes before it opens."))
