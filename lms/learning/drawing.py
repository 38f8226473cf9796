"""Which questions an attempt gets, in which order: a function of its seed and of what the bank has at the moment.

What was drawn is written down in the answers of the attempt, place by place; nothing is drawn a second time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from curriculum.models import Question, Quiz, QuizQuestion, Review
from curriculum.translation import SOURCE, reading_order

#: what is asked of a place of a quiz, and of a question in the bank: name → column
PLACE = {"slot": "pk", "marks": "max_marks"}
IN_BANK = {"group": "category", "labels": "tags"}


@dataclass(frozen=True)
class Drawn:
    """A question as it is drawn: which version, in which words, for how many marks, and whether these count."""

    version_id: int
    text_id: int
    max_marks: Decimal
    counts: bool
    frozen: bool


@dataclass(frozen=True)
class InBank:
    """A question that can be drawn by chance."""

    id: int
    category: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A place of a quiz: a fixed question, or where that is None `number` questions of a category and tag."""

    question_id: int | None
    number: int = 1
    category: str = ""
    tag: str = ""

    def takes(self, question: InBank) -> bool:
        return self.category in ("", question.category) and (not self.tag or self.tag in question.tags)


def draw(quiz: Quiz, language: str, *, seed: int) -> list[Drawn]:
    """The published questions of an attempt in their order, in the language or its fallback.

    One query, another one where some are drawn by chance.
    """
    order = reading_order(language)
    slots = _texts(QuizQuestion.objects.filter(quiz=quiz), "question__", order, Q(question=None), **PLACE)
    slots = list(slots.order_by("sort_order", "pk"))
    places = {
        row["slot"]: Place(row["question_id"], row["number"], row["category"], row["tag"]) for row in slots
    }
    marks, texts = {row["slot"]: row["marks"] for row in slots}, _best(slots, order)
    chosen = [[place.question_id] for place in places.values()]
    if [None] in chosen:
        bank = _best(_texts(Question.objects.filter(module=quiz.module_id), "", order, **IN_BANK), order)
        texts |= bank
        known = [InBank(id, row["group"], tuple(row["labels"])) for id, row in bank.items()]
        chosen = choose(places.values(), known, seed=seed)
    drawn = [
        Drawn(row["version"], row["text"], marks[slot], not row["checked"], bool(row["frozen_at"]))
        for slot, ids in zip(places, chosen, strict=True)
        for row in (texts[id] for id in ids if id in texts)
    ]
    return shuffled(drawn, seed=seed) if quiz.shuffles_questions else drawn


def choose(places: Iterable[Place], bank: Iterable[InBank], *, seed: int) -> list[list[int]]:
    """For each place the ids of its questions; no question stands twice, and as many are drawn as can be.

    A question that only one place could take is not spent on another (augmenting paths, as in bipartite matching).
    """
    places, bank = list(places), sorted(bank, key=lambda question: _lot(seed, "bank", question.id))
    fixed = {place.question_id for place in places}
    free = [question for question in bank if question.id not in fixed]
    seats = [at for at, place in enumerate(places) if place.question_id is None for _ in range(place.number)]
    sits: dict[int, int] = {}  # id of a question → its seat

    def seat(number: int, tried: set[int]) -> bool:
        for question in free:
            if question.id in tried or not places[seats[number]].takes(question):
                continue
            tried.add(question.id)
            if question.id not in sits or seat(sits[question.id], tried):
                sits[question.id] = number
                return True
        return False

    for number in range(len(seats)):
        seat(number, set())
    taken = {number: id for id, number in sits.items()}
    drawn = [[place.question_id] if place.question_id else [] for place in places]
    for number, at in enumerate(seats):
        drawn[at] += [taken[number]] if number in taken else []
    return drawn


def shuffled(questions: Sequence, *, seed: int) -> list:
    """In an order that follows from the seed, on every machine."""
    order = sorted(range(len(questions)), key=lambda place: _lot(seed, "order", place))
    return [questions[place] for place in order]


def _lot(seed: int, what: str, number: int) -> bytes:
    return sha256(f"{seed}:{what}:{number}".encode()).digest()


def _texts(rows: QuerySet, path: str, order: list[str], otherwise: Q | None = None, **columns: str):
    """The published texts of questions, in the languages of `order`, one row a text; `path` leads to the question.

    `otherwise` are rows that have no question, and are there once.
    """
    published = Q(
        **{
            f"{path}archived_at": None,
            f"{path}ready": True,
            f"{path}translations__live": True,
            f"{path}translations__language_code": F(f"{path}versions__texts__language_code"),
            f"{path}versions__texts__language_code__in": order,
        }
    )
    question = path.removesuffix("__") or "pk"
    return (
        rows.filter(published | otherwise if otherwise else published)
        .annotate(checked=Exists(Review.objects.open().filter(question=OuterRef(question))))
        .values(
            "checked",
            *(["question_id", "number", "category", "tag"] if otherwise else []),
            asked=F(question),
            version_number=F(f"{path}versions__number"),
            version=F(f"{path}versions"),
            frozen_at=F(f"{path}versions__frozen_at"),
            text=F(f"{path}versions__texts"),
            language=F(f"{path}versions__texts__language_code"),
            **{name: F(column) for name, column in columns.items()},
        )
    )


def _best(rows: Iterable[dict], order: list[str]) -> dict[int, dict]:
    """Id of a published question → its row: the newest version, in the best language, as published last.

    Published is what is live in the source language: the reader's language chooses words, never what is asked.
    """
    best: dict[int, tuple] = {}
    published = {row["asked"] for row in rows if row["language"] == SOURCE}
    for row in rows:
        if (id := row["asked"]) in published:
            rank = row["version_number"], -order.index(row["language"]), row["text"]
            if id not in best or rank > best[id][0]:
                best[id] = rank, row
    return {id: row for id, (_rank, row) in best.items()}
