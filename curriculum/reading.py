"""A lesson as its reader gets it: block by block with the fallback, kept under the generation of the content."""

from dataclasses import dataclass

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import override

from .course_outline import Text
from .generation import kept
from .letters import Letter
from .local_facts import labels_of
from .models import Cause, GlossaryTermTranslation, LessonTranslation, Review
from .outdated import UnitState
from .rich_text import expand, terms_in
from .statutes import read_in
from .translation import SOURCE, reading_order


@dataclass(frozen=True)
class CheckOption:
    html: str
    correct: bool


@dataclass(frozen=True)
class SelfCheck:
    """A question to oneself, as data: the page shows it as a form."""

    question: str
    options: tuple[CheckOption, ...]
    explanation: str

    @property
    def several(self) -> bool:
        return sum(option.correct for option in self.options) > 1


@dataclass(frozen=True)
class AskedFact:
    """A local fact that a block asks for; what holds, each location says."""

    key: str
    label: Text


@dataclass(frozen=True)
class ReadBlock:
    """A block as shown: rendered HTML, the language it really stands in, and why its law is being checked, if it is.

    `review` is the reason of a flag, in the block's language; `changed_law` names sections that were changed.
    """

    id: str
    kind: str
    html: str
    language: str
    dir: str
    machine: bool = False
    review: str = ""
    check: SelfCheck | None = None
    changed_law: str = ""
    fact: AskedFact | None = None
    letter: Letter | None = None


@dataclass(frozen=True)
class ReadTerm:
    """A glossary term: the German word, and term and definition in the reader's language or its fallback.

    `under_review`: its law is being checked.
    """

    slug: str
    german: str
    term: Text
    definition: Text
    under_review: bool = False


@dataclass(frozen=True)
class Reading:
    """A lesson in one language.

    `untranslated` counts the blocks that are shown in the source language instead; `review` says, in the source
    language, why the law of the whole lesson is being checked, if it is.
    """

    lesson_id: int
    title: Text
    summary: Text
    blocks: tuple[ReadBlock, ...]
    terms: tuple[ReadTerm, ...] = ()
    review: str = ""
    languages: tuple[str, ...] = ()

    def __hash__(self):  # of all fields, it would take longer than showing them
        return hash(self.lesson_id)

    @property
    def untranslated(self) -> int:
        return sum(block.language != self.title.language for block in self.blocks)

    @property
    def machine(self) -> bool:
        return any(block.machine for block in self.blocks)

    @property
    def under_review(self) -> bool:
        return bool(self.review) or any(block.review or block.changed_law for block in self.blocks)

    @property
    def facts(self) -> tuple[AskedFact, ...]:
        """The local facts that the lesson asks for."""
        return tuple(block.fact for block in self.blocks if block.fact)


def read_lesson(lesson_id: int, language: str, *, generation: int | None = None) -> Reading | None:
    """The lesson in the language, block by block with its fallback; None where nothing is published.

    `generation` is that of the outline in which the lesson was found, if there is one.
    """
    return kept(
        "lesson", lesson_id, language, lambda: build_reading(lesson_id, language), generation=generation
    )


def build_reading(lesson_id: int, language: str) -> Reading | None:
    """The reading, fresh from the database. The source decides which blocks there are, and their order."""
    rows, reviews = _rows_and_reviews(lesson_id)
    source = rows.get(SOURCE)
    own = next((rows[code] for code in reading_order(language) if code in rows), None)
    if own is None:
        return None
    with read_in(language):
        blocks = tuple(_blocks(own, source or own, reviews))
        terms = tuple(_terms(own, source, language))
    return Reading(
        lesson_id=lesson_id,
        title=Text(own.title, own.language_code, _machine(own, "title")),
        summary=Text(own.summary, own.language_code, _machine(own, "summary")),
        blocks=blocks,
        terms=terms,
        review=reviews.get((Cause.FLAG, ""), ""),
        languages=tuple(rows),
    )


def _rows_and_reviews(lesson_id: int) -> tuple[dict[str, LessonTranslation], dict[tuple[str, str], str]]:
    """Language → live row, and (cause, block) → why its law is being checked, of the open reviews; one query."""
    rows, reviews = {}, {}
    still_open = FilteredRelation("master__reviews", condition=Q(master__reviews__closed_at=None))
    for row in (
        LessonTranslation.objects.filter(master=lesson_id, live=True)
        .annotate(still_open=still_open)
        .annotate(
            block_in_review=F("still_open__block"),
            cause=F("still_open__cause"),
            reason=F("still_open__reason"),
        )
        .select_related("master")
        .order_by("still_open__opened_at", "still_open__pk")
    ):
        rows.setdefault(row.language_code, row)
        if row.reason is not None:
            reviews[row.cause, row.block_in_review] = row.reason
    return rows, reviews


def _machine(row, unit: str) -> bool:
    return bool(row.made_from.get(unit, {}).get("machine"))


def _blocks(own, source, reviews):
    """The source's blocks in their order, each in the row's language where it is translated."""
    states = own.states(source) if own is not source else {}
    mine = {block.id: block for block in own.body}
    asked = {block.value["key"] for block in source.body if block.block_type == "local_fact"}
    labels = labels_of(asked, own.language_code)
    for block in source.body:
        translated = own is source or (
            block.id in mine and states.get(f"body:{block.id}") not in (None, UnitState.MISSING)
        )
        row, shown = (own, mine[block.id]) if translated else (source, block)
        if block.block_type == "local_fact":  # it names a key, and has no words to translate
            row, shown = own, block
        flag, key = reviews.get((Cause.FLAG, block.id)), shown.value.get("key")
        with override(row.language_code):
            known = {"language": row.language_code, "source": block.value, "label": labels.get(key)}
            html = str(shown.render(known))
        yield ReadBlock(
            id=block.id,
            kind=block.block_type,
            html=html,
            language=row.language_code,
            dir=row.direction,
            machine=_machine(row, f"body:{block.id}"),
            review=(shown.value["uncertain"] or flag) if flag else "",
            check=_self_check(shown.value, row.language_code) if block.block_type == "self_check" else None,
            changed_law=reviews.get((Cause.LAW, block.id), ""),
            fact=AskedFact(key, labels.get(key, Text(key, SOURCE))) if key in asked else None,
            letter=shown.value.letter(row.language_code, block.value)
            if block.block_type == "letter"
            else None,
        )


def _self_check(value, language: str) -> SelfCheck:
    return SelfCheck(
        question=expand(value["question"].source, language),
        options=tuple(
            CheckOption(expand(o["text"].source, language), o["correct"]) for o in value["options"]
        ),
        explanation=expand(value["explanation"].source, language),
    )


def _terms(own, source, language):
    """The glossary terms named in the lesson, once each, in the order of their German words."""
    slugs = set()
    for row in {own, source} - {None}:
        for raw in row.body.raw_data:
            slugs |= terms_in(raw["value"])
    yield from read_terms(slugs, language)


def read_terms(slugs: set[str], language: str):
    """Glossary terms by their slugs, in the order of their German words; a query if there are any."""
    if not slugs:
        return
    order = list(dict.fromkeys([*reading_order(language), SOURCE]))
    found: dict[str, dict] = {}
    reviews = Review.objects.open().filter(term=OuterRef("master"))
    rows = GlossaryTermTranslation.objects.filter(
        live=True, master__slug__in=slugs, language_code__in=order
    ).annotate(checked=Exists(reviews))
    for row in rows.values("master__slug", "language_code", "term", "definition", "checked"):
        found.setdefault(row["master__slug"], {})[row["language_code"]] = row
    for slug, texts in sorted(found.items()):
        best = [texts[code] for code in order if code in texts]
        defined = next((row for row in best if row["definition"]), best[0])
        yield ReadTerm(
            slug=slug,
            german=texts[SOURCE]["term"] if SOURCE in texts else best[0]["term"],
            term=Text(best[0]["term"], best[0]["language_code"]),
            definition=Text(
                expand(defined["definition"], defined["language_code"]), defined["language_code"]
            ),
            under_review=best[0]["checked"],
        )
