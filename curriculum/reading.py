"""What a reader gets: the outline of a course and the blocks of a lesson, in a language with its fallback.

Everything here is plain data, cached under the generation of the content: a page costs one small query for it.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.utils.translation import get_language_info, override

from .models import (
    AssignmentTranslation,
    CourseModule,
    CourseTranslation,
    Generation,
    GlossaryTermTranslation,
    LessonTranslation,
    ModuleTranslation,
    Review,
)
from .outdated import UnitState
from .rich_text import expand, terms_in
from .translation import SOURCE, reading_order

DAY = 60 * 60 * 24


@dataclass(frozen=True)
class Text:
    """Words and the language they stand in; `machine`: made by a machine and not looked at yet."""

    words: str
    language: str
    machine: bool = False

    @property
    def dir(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class OutlineLesson:
    id: int
    slug: str
    title: Text
    summary: Text
    minutes: int
    completes: str
    substance: int
    required: bool
    required_from: date | None


@dataclass(frozen=True)
class OutlineAssignment:
    id: int
    slug: str
    title: Text
    required: bool
    required_from: date | None


@dataclass(frozen=True)
class OutlineModule:
    id: int
    slug: str
    number: int
    title: Text
    summary: Text
    objectives: tuple[Text, ...]
    units: Decimal
    required: bool
    required_from: date | None
    quiz_id: int | None
    pass_mark: Decimal | None
    question_count: int
    lessons: tuple[OutlineLesson, ...] = ()
    assignments: tuple[OutlineAssignment, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A course as readers see it: what is published, in its order."""

    course_id: int
    slug: str
    title: Text
    summary: Text
    law_as_of: date | None
    modules: tuple[OutlineModule, ...]

    def module(self, slug: str) -> OutlineModule | None:
        return next((module for module in self.modules if module.slug == slug), None)


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
class ReadBlock:
    """A block as shown: rendered HTML, the language it really stands in, and why its law is being checked, if it is."""

    id: str
    kind: str
    html: str
    language: str
    dir: str
    machine: bool = False
    review: str = ""
    check: SelfCheck | None = None


@dataclass(frozen=True)
class ReadTerm:
    """A glossary term: the German word, and term and definition in the reader's language or its fallback."""

    slug: str
    german: str
    term: Text
    definition: Text


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

    @property
    def untranslated(self) -> int:
        return sum(block.language != self.title.language for block in self.blocks)

    @property
    def machine(self) -> bool:
        return any(block.machine for block in self.blocks)

    @property
    def under_review(self) -> bool:
        return bool(self.review) or any(block.review for block in self.blocks)


@dataclass
class _Best:
    """Picks for each master the row in the best language of the reader's order."""

    order: list[str]
    rows: dict = field(default_factory=dict)

    def add(self, master_id, language, row):
        rank = self.order.index(language)
        if master_id not in self.rows or rank < self.rows[master_id][0]:
            self.rows[master_id] = (rank, row)

    def get(self, master_id):
        return self.rows[master_id][1] if master_id in self.rows else None


def _kept(kind: str, name, language: str, make):
    """What `make` gives, cached under the present generation."""
    key = f"reading:{Generation.now()}:{kind}:{name}:{language}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, DAY)
    return found


def outline(course_slug: str, language: str) -> Outline | None:
    """The published course in the language, or its fallback; None where there is none."""
    return _kept("outline", course_slug, language, lambda: build_outline(course_slug, language))


def build_outline(course_slug: str, language: str) -> Outline | None:
    """The outline, fresh from the database in five queries, whatever its size."""
    order = reading_order(language)
    courses = _best(
        CourseTranslation,
        order,
        {"master__slug": course_slug, "master__archived_at": None},
        extra=["master__law_as_of"],
    )
    if not courses.rows:
        return None
    course_id, (_rank, course) = next(iter(courses.rows.items()))
    places = list(
        CourseModule.objects.filter(course_id=course_id, module__archived_at=None)
        .annotate(
            quiz_id=F("module__quiz"),
            pass_mark=F("module__quiz__pass_mark"),
            question_count=Count(
                "module__quiz__slots", filter=Q(module__quiz__slots__question__archived_at=None)
            ),
        )
        .values(
            "module_id",
            "module__slug",
            "module__units",
            "required",
            "required_from",
            "quiz_id",
            "pass_mark",
            "question_count",
        )
        .order_by("sort_order", "pk")
    )
    module_ids = [place["module_id"] for place in places]
    texts = _best(ModuleTranslation, order, {"master__in": module_ids}, extra=["objectives"])
    lessons = _parts(
        LessonTranslation,
        order,
        module_ids,
        [
            "master__minutes",
            "master__completes",
            "master__substance",
            "master__required",
            "master__required_from",
        ],
    )
    assignments = _parts(
        AssignmentTranslation, order, module_ids, ["master__required", "master__required_from"]
    )
    modules = []
    for place in places:
        row = texts.get(place["module_id"])
        if not row:
            continue
        modules.append(
            OutlineModule(
                id=place["module_id"],
                slug=place["module__slug"],
                number=len(modules) + 1,
                title=_text(row, "title"),
                summary=_text(row, "summary"),
                objectives=tuple(
                    Text(block.value, row["language_code"]) for block in row["objectives"] if block.value
                ),
                units=place["module__units"],
                required=place["required"],
                required_from=place["required_from"],
                quiz_id=place["quiz_id"] if place["question_count"] else None,
                pass_mark=place["pass_mark"],
                question_count=place["question_count"],
                lessons=tuple(
                    OutlineLesson(
                        id=part["master_id"],
                        slug=part["master__slug"],
                        title=_text(part, "title"),
                        summary=_text(part, "summary"),
                        minutes=part["master__minutes"],
                        completes=part["master__completes"],
                        substance=part["master__substance"],
                        required=part["master__required"],
                        required_from=part["master__required_from"],
                    )
                    for part in lessons.get(place["module_id"], ())
                ),
                assignments=tuple(
                    OutlineAssignment(
                        id=part["master_id"],
                        slug=part["master__slug"],
                        title=_text(part, "title"),
                        required=part["master__required"],
                        required_from=part["master__required_from"],
                    )
                    for part in assignments.get(place["module_id"], ())
                ),
            )
        )
    return Outline(
        course_id=course_id,
        slug=course_slug,
        title=_text(course, "title"),
        summary=_text(course, "summary"),
        law_as_of=course["master__law_as_of"],
        modules=tuple(modules),
    )


def _best(model, order, where: dict, *, extra=()) -> _Best:
    """For each master the best live row as a dict; one query."""
    best = _Best(order)
    names = [name for name in ("title", "summary") if name in model.content_fields]
    rows = model._default_manager.filter(live=True, language_code__in=order, **where)
    for row in rows.values("master_id", "language_code", "made_from", *names, *extra):
        best.add(row["master_id"], row["language_code"], row)
    return best


def _parts(model, order, module_ids, extra) -> dict[int, list[dict]]:
    """Module id → the best rows of its lessons or assignments, in their order; one query."""
    ordered = ["master__sort_order"] if model is LessonTranslation else []
    best = _best(
        model,
        order,
        {"master__module__in": module_ids, "master__archived_at": None},
        extra=["master__slug", "master__module_id", *ordered, *extra],
    )
    found: dict[int, list[dict]] = {}
    rows = [row for _rank, row in best.rows.values()]
    for row in sorted(rows, key=lambda r: (r.get("master__sort_order") or 0, r["master_id"])):
        found.setdefault(row["master__module_id"], []).append(row)
    return found


def _text(row: dict, name: str) -> Text:
    machine = bool(row["made_from"].get(name, {}).get("machine"))
    return Text(row.get(name, ""), row["language_code"], machine)


def read_lesson(lesson_id: int, language: str) -> Reading | None:
    """The lesson in the language, block by block with its fallback; None where nothing is published."""
    return _kept("lesson", lesson_id, language, lambda: build_reading(lesson_id, language))


def build_reading(lesson_id: int, language: str) -> Reading | None:
    """The reading, fresh from the database. The source decides which blocks there are, and their order."""
    rows = {
        row.language_code: row
        for row in LessonTranslation.objects.filter(master=lesson_id, live=True).select_related("master")
    }
    source = rows.get(SOURCE)
    own = next((rows[code] for code in reading_order(language) if code in rows), None)
    if own is None:
        return None
    reviews = dict(Review.objects.open().filter(lesson=lesson_id).values_list("block", "reason"))
    blocks = tuple(_blocks(own, source or own, reviews))
    return Reading(
        lesson_id=lesson_id,
        title=Text(own.title, own.language_code, _machine(own, "title")),
        summary=Text(own.summary, own.language_code, _machine(own, "summary")),
        blocks=blocks,
        terms=tuple(_terms(own, source, language)),
        review=reviews.get("", ""),
        languages=tuple(rows),
    )


def _machine(row, unit: str) -> bool:
    return bool(row.made_from.get(unit, {}).get("machine"))


def _blocks(own, source, reviews):
    """The source's blocks in their order, each in the row's language where it is translated."""
    states = own.states(source) if own is not source else {}
    mine = {block.id: block for block in own.body}
    for block in source.body:
        translated = own is source or (
            block.id in mine and states.get(f"body:{block.id}") not in (None, UnitState.MISSING)
        )
        row, shown = (own, mine[block.id]) if translated else (source, block)
        with override(row.language_code):
            html = str(shown.render({"language": row.language_code}))
        yield ReadBlock(
            id=block.id,
            kind=block.block_type,
            html=html,
            language=row.language_code,
            dir=row.direction,
            machine=_machine(row, f"body:{block.id}"),
            review=(shown.value["uncertain"] or reviews[block.id]) if block.id in reviews else "",
            check=_self_check(shown.value, row.language_code) if block.block_type == "self_check" else None,
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
    rows = GlossaryTermTranslation.objects.filter(live=True, master__slug__in=slugs, language_code__in=order)
    for row in rows.values("master__slug", "language_code", "term", "definition"):
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
        )
