"""All texts of all kinds in one question: what the matrix and the work lists are made of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast
from wagtail.permissions import policy_registry

from . import kinds
from .counting import Tally, with_missing
from .models import Module
from .outdated import UnitState
from .translation import SOURCE

_COLUMNS = (
    "kind",
    "row",
    "thing",
    "module_id",
    "language_code",
    "named",
    "is_live",
    "is_changed",
    "counts",
    "first_at",
    "last_at",
)


@dataclass(frozen=True)
class Line:
    """One text as it stands. `row` is None where nobody has begun it; `since` is when it began to wait."""

    kind: str
    thing: int
    module: int | None
    language: str
    title: str
    row: int | None
    live: bool
    changed: bool
    tally: Tally
    since: datetime | None

    def blocks(self, *states: UnitState) -> int:
        return sum(self.tally.get(state, [0, 0])[0] for state in states)

    def words(self, *states: UnitState) -> int:
        return sum(self.tally.get(state, [0, 0])[1] for state in states)


def lines(user, languages: Iterable[str]) -> list[Line]:
    """A line for each thing in use that the person may read × language, begun or not. One question.

    A text from before there was a tally has an empty one, until the background worker has counted it.
    """
    languages = list(languages)
    rows = _rows(user, {SOURCE, *languages})
    sources = {(row["kind"], row["thing"]): row for row in rows if row["language_code"] == SOURCE}
    there = {(row["kind"], row["thing"], row["language_code"]): row for row in rows}
    return [
        _line(source, there.get((*key, language)), language)
        for key, source in sources.items()
        if source["is_live"]
        for language in languages
    ]


def _line(source: dict, row: dict | None, language: str) -> Line:
    tally = with_missing(row["counts"] if row else {}, source["counts"])
    return Line(
        source["kind"],
        source["thing"],
        source["module_id"],
        language,
        source["named"] or "—",
        row and row["row"],
        bool(row and row["is_live"]),
        bool(row and row["is_changed"]),
        tally,
        source["last_at"] if row else source["first_at"],
    )


def _rows(user, languages: set[str]) -> list[dict]:
    parts = [_part(kind, model, user, languages) for kind, model in kinds.MASTERS.items()]
    return list(parts[0].union(*parts[1:], all=True))


def _part(kind: str, model, user, languages: set[str]):
    """The columns of one kind; the same for all, so that they can stand in one question."""
    rows = model.rows()
    policy = policy_registry.get_by_type(model)
    masters = kinds.in_use(model).filter(policy.allows(user, "view"))
    module = F("master_id") if model is Module else F("master__module_id")
    if model is not Module and not kinds.lies_in_module(model):
        module = Value(None, output_field=IntegerField())
    found = rows.filter(master__in=masters.values("pk"), language_code__in=languages)
    return (
        found.order_by()
        .annotate(
            kind=Value(kind, output_field=CharField()),
            row=F("pk"),
            thing=F("master_id"),
            module_id=Cast(module, IntegerField()),
            named=Cast(rows.model.content_fields[0], TextField()),
            is_live=F("live"),
            is_changed=F("has_unpublished_changes"),
            counts=F("tally"),
            first_at=F("first_published_at"),
            last_at=F("last_published_at"),
        )
        .values(*_COLUMNS)
    )


@dataclass(frozen=True)
class Cell:
    """A language of a module (or of what lies in none): the tallies of all its texts together."""

    language: str
    tally: Tally

    @property
    def blocks(self) -> int:
        """Of the source."""
        return sum(count[0] for state, count in self.tally.items() if state != UnitState.EXTRA)

    @property
    def words(self) -> int:
        return sum(count[1] for state, count in self.tally.items() if state != UnitState.EXTRA)

    @property
    def blocks_left(self) -> int:
        return self._left(0)

    @property
    def words_left(self) -> int:
        return self._left(1)

    @property
    def percent(self) -> int:
        """Of the words that are up to date, never rounded up."""
        return 100 * (self.words - self._source_left()) // self.words if self.words else 100

    def of(self, state: UnitState) -> tuple[int, int]:
        return tuple(self.tally.get(state, [0, 0]))

    def _left(self, place: int) -> int:
        return sum(count[place] for state, count in self.tally.items() if state != UnitState.UP_TO_DATE)

    def _source_left(self) -> int:
        done = (UnitState.UP_TO_DATE, UnitState.EXTRA)
        return sum(count[1] for state, count in self.tally.items() if state not in done)


def cells(found: Iterable[Line]) -> dict[tuple[str, int | None], dict[str, Cell]]:
    """("module", its number) or (kind, None) → language → cell."""
    sums: dict[tuple, dict[str, Tally]] = defaultdict(lambda: defaultdict(dict))
    for line in found:
        key = ("module", line.module) if line.module else (line.kind, None)
        tally = sums[key][line.language]
        for state, (blocks, words) in line.tally.items():
            old = tally.get(state, (0, 0))
            tally[state] = [old[0] + blocks, old[1] + words]
    return {
        key: {language: Cell(language, tally) for language, tally in by_language.items()}
        for key, by_language in sums.items()
    }
