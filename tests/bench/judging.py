"""What was measured, as a table, and whether it keeps the limits."""

from dataclasses import dataclass
from math import inf
from statistics import median, quantiles

from .measuring import Turn
from .visiting import Kind

YARDSTICK = "50 rows"
#: kind → at most so many times the CPU of its yardstick
TIMES = {"lesson": 2, "outline": 3, "quiz door": 3, "quiz page, ten questions": 3, "saved answer": 2.5}
#: kinds that are held against another yardstick
AGAINST = {"saved answer": "session and user"}
#: milliseconds of CPU that the yardstick took on the two cores for which limits in milliseconds were set
REFERENCE = 2.3
#: kind → milliseconds of CPU on such cores, and SQL statements, of all its requests together, at most
MOST = {"attempt": (30, 60), "attempt, answers saved": (90, 130)}


@dataclass(frozen=True)
class Spread:
    """Median and the quartiles around it."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        if len(values) < 2:
            return cls(*values * 3)
        low, _middle, high = quantiles(values, n=4, method="inclusive")
        return cls(low, median(values), high)


@dataclass(frozen=True)
class Row:
    """A kind of visit: per second, CPU milliseconds of web server and database a visit, times the yardstick, SQL."""

    kind: Kind
    rate: Spread
    web: Spread
    database: float
    times: Spread
    statements: int

    @property
    def at_reference(self) -> float:
        """Milliseconds of CPU as on the cores of the reference: machines differ, and one machine from hour to hour."""
        return self.times.middle * REFERENCE

    def faults(self) -> list[str]:
        """A sentence for each limit that is missed."""
        found, name = [], self.kind.name
        if name in TIMES and self.times.middle > TIMES[name]:
            yardstick = AGAINST.get(name, YARDSTICK)
            found.append(
                f"{name}: {self.times.middle:.2f} times the CPU of “{yardstick}”, at most {TIMES[name]}."
            )
        milliseconds, statements = MOST.get(name, (inf, inf))
        if self.at_reference > milliseconds:
            found.append(
                f"{name}: {self.at_reference:.1f} ms of CPU where “{YARDSTICK}” takes {REFERENCE}, "
                f"at most {milliseconds}."
            )
        if self.statements > statements:
            found.append(f"{name}: {self.statements} SQL statements, at most {statements}.")
        return found


def judge(kinds: list[Kind], measured: list[dict[str, Turn]], statements: dict[str, int]) -> list[Row]:
    """A row for each kind; `measured` holds rounds. A kind is compared with the yardstick of the same round."""
    rows = []
    for kind in kinds:
        turns = [turns[kind.name] for turns in measured]
        web = [_ms(turn.web, turn) for turn in turns]
        yardstick = AGAINST.get(kind.name, YARDSTICK)
        yard = [_ms(turns[yardstick].web, turns[yardstick]) for turns in measured]
        rows.append(
            Row(
                kind=kind,
                rate=Spread.of([turn.visits * kind.requests / turn.seconds for turn in turns]),
                web=Spread.of(web),
                database=median(_ms(turn.database, turn) for turn in turns),
                times=Spread.of([own / of_rows for own, of_rows in zip(web, yard, strict=True)]),
                statements=statements[kind.name],
            )
        )
    return rows


def slower(rows: list[Row]) -> float:
    """By how much the cores of this run are slower than those of the reference."""
    return next(row for row in rows if row.kind.name == YARDSTICK).web.middle / REFERENCE


def _ms(seconds: float, turn: Turn) -> float:
    return 1000 * seconds / turn.visits


HEADS = ["", "requests a second", "CPU ms", "times yardstick", "database CPU ms", "SQL", "limit", ""]


def table(rows: list[Row]) -> str:
    """A table in Markdown: medians, the quartiles in brackets."""
    lines = [HEADS, ["---", *["---:"] * 5, "---", "---"]]
    for row in rows:
        verdict = "" if not limit(row) else "missed" if row.faults() else "kept"
        lines.append(
            [
                row.kind.name,
                f"{row.rate.middle:.0f} ({row.rate.low:.0f}–{row.rate.high:.0f})",
                f"{row.web.middle:.2f} ({row.web.low:.2f}–{row.web.high:.2f})",
                f"{row.times.middle:.2f} ({row.times.low:.2f}–{row.times.high:.2f})",
                f"{row.database:.2f}",
                str(row.statements),
                limit(row),
                verdict,
            ]
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def limit(row: Row) -> str:
    """The limit of a kind in words; empty where there is none."""
    name = row.kind.name
    if name in TIMES:
        return f"{TIMES[name]} times “{AGAINST[name]}”" if name in AGAINST else f"{TIMES[name]} times"
    if name not in MOST:
        return ""
    milliseconds, statements = MOST[name]
    return f"{row.at_reference:.1f} of {milliseconds} ms at the reference, {statements} SQL"
