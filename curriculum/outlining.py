"""The outline of a course in a language is made in four queries, and kept under the generation of the content."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, Q, Sum

from .course_outline import Outline, OutlineAssignment, OutlineLesson, OutlineModule, Text
from .generation import kept
from .models import (
    AssignmentTranslation,
    CourseModule,
    CourseTranslation,
    Generation,
    LessonTranslation,
)
from .review_matrix import Aspect, always_shown
from .translation import SOURCE, reading_order

#: places of a quiz that ask something: a question that is ready, or some by chance
CAN_BE_ASKED = Q(module__quiz__slots__question__archived_at=None) & (
    Q(module__quiz__slots__question=None) | Q(module__quiz__slots__question__ready=True)
)
#: columns of a module's text that the outline shows
TEXT_OF_MODULE = ("language_code", "made_from", "title", "summary", "objectives")


@dataclass
class _Best:
    """Picks for each published master the row in the best language of the reader's order.

    Published is what is live in the source language: the reader's language chooses words, never what is asked.
    """

    order: list[str]
    rows: dict = field(default_factory=dict)
    published: set = field(default_factory=set)

    def add(self, master_id, language, row):
        rank = self.order.index(language)
        if master_id not in self.rows or rank < self.rows[master_id][0]:
            self.rows[master_id] = (rank, row)
        if language == SOURCE:
            self.published.add(master_id)

    def picked(self) -> list:
        """The rows, in the order in which their masters came."""
        return [row for master_id, (_rank, row) in self.rows.items() if master_id in self.published]


def outline(course_slug: str, language: str) -> Outline | None:
    """The published course in the language, or its fallback; None where there is none.

    An archived course is no longer offered, but who learns in it goes on; archived parts are no longer there.
    """
    now = Generation.now()
    return kept(
        "outline", course_slug, language, lambda: build_outline(course_slug, language, now), generation=now
    )


def build_outline(course_slug: str, language: str, generation: int = 0) -> Outline | None:
    """The outline, fresh from the database in four queries, whatever its size."""
    order = reading_order(language)
    courses = _best(
        CourseTranslation,
        order,
        {"master__slug": course_slug},
        extra=["master__law_as_of", "master__in_order"],
    )
    course = next(iter(courses.picked()), None)
    if course is None:
        return None
    course_id = course["master_id"]
    places, needs = _places(course_id, order)
    module_ids = [place["module_id"] for place in places]
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
    modules = [
        _module(
            number,
            place,
            needs=needs[place["module_id"]],
            lessons=lessons.get(place["module_id"], ()),
            assignments=assignments.get(place["module_id"], ()),
        )
        for number, place in enumerate(places, start=1)
    ]
    return Outline(
        course_id=course_id,
        slug=course_slug,
        title=_text(course, "title"),
        summary=_text(course, "summary"),
        law_as_of=course["master__law_as_of"],
        modules=tuple(modules),
        in_order=course["master__in_order"],
        generation=generation,
    )


def _module(number: int, place: dict, *, needs, lessons, assignments) -> OutlineModule:
    return OutlineModule(
        id=place["module_id"],
        slug=place["module__slug"],
        number=number,
        title=_text(place, "title"),
        summary=_text(place, "summary"),
        objectives=tuple(
            Text(block.value, place["language_code"]) for block in place["objectives"] if block.value
        ),
        units=place["module__units"],
        required=place["required"],
        required_from=place["required_from"],
        quiz_id=place["quiz_id"] if place["question_count"] else None,
        pass_mark=place["pass_mark"],
        question_count=place["question_count"] or 0,
        counting=place["counting"],
        quiz_is_practice=bool(place["quiz_is_practice"]),
        quiz_shows_marks=place["review"] is None or always_shown(place["review"], Aspect.MARKS),
        quiz_required_from=place["quiz_required_from"],
        needs=tuple(sorted(needs)),
        lessons=tuple(map(_lesson, lessons)),
        assignments=tuple(map(_assignment, assignments)),
    )


def _lesson(row: dict) -> OutlineLesson:
    return OutlineLesson(
        id=row["master_id"],
        slug=row["master__slug"],
        title=_text(row, "title"),
        summary=_text(row, "summary"),
        minutes=row["master__minutes"],
        completes=row["master__completes"],
        substance=row["master__substance"],
        required=row["master__required"],
        required_from=row["master__required_from"],
    )


def _assignment(row: dict) -> OutlineAssignment:
    return OutlineAssignment(
        id=row["master_id"],
        slug=row["master__slug"],
        title=_text(row, "title"),
        required=row["master__required"],
        required_from=row["master__required_from"],
    )


def _places(course_id: int, order: list[str]) -> tuple[list[dict], dict[int, set[int]]]:
    """The modules of a course in their order, each with its quiz and its best published text; one query.

    And module id → ids of the modules that it needs, which the query has, too: a row each.
    """
    text, here = "module__translations__", Q(module__prerequisites__course=course_id)
    rows = (
        CourseModule.objects.filter(
            **{f"{text}live": True, f"{text}language_code__in": order},
            course_id=course_id,
            module__archived_at=None,
        )
        .annotate(
            quiz_id=F("module__quiz"),
            pass_mark=F("module__quiz__pass_mark"),
            counting=F("module__quiz__counting"),
            quiz_is_practice=F("module__quiz__practice"),
            quiz_required_from=F("module__quiz__required_from"),
            review=F("module__quiz__review"),
            question_count=Sum("module__quiz__slots__number", filter=CAN_BE_ASKED),
            prerequisite=FilteredRelation("module__prerequisites", condition=here),
        )
        .values(
            "module_id",
            "module__slug",
            "module__units",
            "required",
            "required_from",
            "quiz_id",
            "pass_mark",
            "counting",
            "quiz_is_practice",
            "review",
            "quiz_required_from",
            "question_count",
            "prerequisite__needs",
            **{name: F(f"{text}{name}") for name in TEXT_OF_MODULE},
        )
        .order_by("sort_order", "pk")
    )
    best, needs = _Best(order), defaultdict(set)
    for row in rows:
        best.add(row["module_id"], row["language_code"], row)
        if row["prerequisite__needs"]:
            needs[row["module_id"]].add(row["prerequisite__needs"])
    return best.picked(), needs


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
    for row in sorted(best.picked(), key=lambda r: (r.get("master__sort_order") or 0, r["master_id"])):
        found.setdefault(row["master__module_id"], []).append(row)
    return found


def _text(row: dict, name: str) -> Text:
    machine = bool(row["made_from"].get(name, {}).get("machine"))
    return Text(row.get(name, ""), row["language_code"], machine)
