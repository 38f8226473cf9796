"""A course of the site as the nouns of a course folder: what is published, in every language."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from curriculum.citations import parse
from curriculum.models import (
    Cause,
    Course,
    GlossaryTerm,
    Lesson,
    LessonTranslation,
    LocalFactKey,
    Module,
    Question,
    Review,
    Statute,
)
from curriculum.outdated import UnitState
from curriculum.translation import SOURCE
from lms.people.refusals import Refusal

from . import streams
from .course_folder import shapes
from .course_folder.cases import ways_of
from .course_folder.media_names import File
from .course_folder.quiz_settings import COLUMNS, Draw, QuizSettings
from .course_folder.richtext import to_markdown
from .media import files_of


class CourseUnknown(Refusal):
    sentence = _("There is no published course “%(slug)s”.")


def export_course(slug: str) -> shapes.CourseFolder:
    """The published course with all that it needs: loading it again changes nothing."""
    course = Course.objects.filter(slug=slug, archived_at=None).first()
    texts = _texts(course, _course_text) if course else {}
    if SOURCE not in texts:
        raise CourseUnknown(slug=slug)
    reasons = _open_reasons()
    modules = tuple(
        _module(used.module, used.required, _before(course, used.module), reasons)
        for used in course.course_modules.filter(module__archived_at=None).select_related("module__quiz")
    )
    return shapes.CourseFolder(
        slug=course.slug,
        language=SOURCE,
        licence=course.licence,
        law_as_of=course.law_as_of,
        texts=texts,
        in_order=course.in_order,
        media=_media(course, modules),
        modules=modules,
        statutes=tuple(_statute(statute) for statute in Statute.objects.order_by("pk")),
        glossary=tuple(
            _term(term, reasons) for term in GlossaryTerm.objects.order_by("pk") if SOURCE in _live(term)
        ),
        local_facts=tuple(
            _local_fact(key) for key in LocalFactKey.objects.order_by("pk") if SOURCE in _live(key)
        ),
    )


def _media(course: Course, modules: tuple[shapes.Module, ...]) -> dict:
    """The files that the exported blocks name."""
    texts = [text for module in modules for lesson in module.lessons for text in lesson.texts.values()]
    bodies = [block.body for text in texts for block in text.blocks if isinstance(block.body, dict)]
    named = {held.name for body in bodies for held in body.values() if isinstance(held, File)}
    rows = LessonTranslation.objects.filter(master__module__course_modules__course=course, live=True)
    found = files_of(row.body for row in rows) if named else {}
    return {name: found[name] for name in sorted(named)}


def _live(master) -> dict:
    """Language → live row, the source language first."""
    rows = master.own_rows().filter(live=True)
    return {
        row.language_code: row
        for row in sorted(rows, key=lambda r: (r.language_code != SOURCE, r.language_code))
    }


def _texts(master, make) -> dict:
    live = _live(master)
    return {language: make(row, live.get(SOURCE)) for language, row in live.items()}


def _is_machine(row) -> bool:
    return any(unit.get("machine") for unit in row.made_from.values())


def _course_text(row, _source) -> shapes.CourseText:
    return shapes.CourseText(row.title, row.summary, machine=_is_machine(row))


def _module_text(row, _source) -> shapes.ModuleText:
    return shapes.ModuleText(
        row.title, row.summary, streams.parts_of(row.objectives), machine=_is_machine(row)
    )


def _lesson_text(row, source) -> shapes.LessonText:
    """A translation leaves out the blocks that nobody has translated yet."""
    blocks = streams.blocks_of(row.body)
    if row is not source and source is not None:
        states = row.states(source)
        held_back = (UnitState.MISSING, UnitState.EXTRA)
        blocks = tuple(block for block in blocks if states[f"body:{block.id}"] not in held_back)
    return shapes.LessonText(row.title, row.summary, blocks, machine=_is_machine(row))


def _question_text(row, _source) -> shapes.QuestionText:
    return shapes.QuestionText(
        wording=row.wording,
        explanation=to_markdown(row.explanation),
        parts=streams.parts_of(row.parts),
        unit=row.unit,
        machine=_is_machine(row),
    )


def _term_text(row, _source) -> shapes.TermText:
    return shapes.TermText(row.term, to_markdown(row.definition), machine=_is_machine(row))


def _before(course: Course, module: Module) -> tuple[str, ...]:
    """Slugs of the modules after which this one opens, of those that are there, in their order."""
    needs = Module.objects.filter(
        pk__in=course.prerequisites.filter(module=module).values("needs"),
        course_modules__course=course,
        archived_at=None,
    )
    return tuple(needs.order_by("course_modules__sort_order").values_list("slug", flat=True))


def _module(module: Module, required: bool, after: tuple[str, ...], reasons: dict) -> shapes.Module:
    lessons = Lesson.objects.filter(module=module, archived_at=None).order_by("sort_order", "pk")
    texts = _with_feedback(_texts(module, _module_text), module)
    questions, draws = _questions(module, reasons)
    return shapes.Module(
        slug=module.slug,
        units=module.units,
        pass_mark=int(module.quiz.pass_mark),
        texts=texts,
        project_levels=tuple(module.project_levels),
        required=required,
        after=after,
        lessons=tuple(_lesson(lesson) for lesson in lessons if SOURCE in _live(lesson)),
        questions=questions,
        quiz=QuizSettings(**{name: getattr(module.quiz, name) for name in COLUMNS}, draws=draws),
    )


def _with_feedback(texts: dict, module: Module) -> dict:
    """The texts of a module with what the results of its quiz are told, in the languages that it has."""
    bands = [(str(band.from_percent), _live(band)) for band in module.feedback_bands.order_by("from_percent")]
    bands = [(id, rows) for id, rows in bands if SOURCE in rows]
    return {
        code: replace(
            text, feedback=tuple(shapes.Part(id, rows[code].words) for id, rows in bands if code in rows)
        )
        for code, text in texts.items()
    }


def _questions(module: Module, reasons: dict) -> tuple[tuple[shapes.Question, ...], tuple[Draw, ...]]:
    """The questions of the quiz in their order, then those of the bank that are only drawn; and what is drawn."""
    questions, draws, place = [], [], 0
    for slot in module.quiz.slots.select_related("question"):
        if slot.question is None:
            place += 1
            draws.append(Draw(place, slot.number, slot.category, slot.tag, slot.max_marks))
        elif slot.question.archived_at is None and SOURCE in _live(slot.question):
            place += 1
            questions.append(replace(_question(slot.question, reasons), marks=slot.max_marks))
    for question in Question.objects.filter(module=module, archived_at=None, slots=None).order_by("slug"):
        if SOURCE in _live(question) and question.versions.exists():
            questions.append(replace(_question(question, reasons), fixed=False))
    return tuple(questions), tuple(draws)


def _lesson(lesson: Lesson) -> shapes.Lesson:
    return shapes.Lesson(
        slug=lesson.slug,
        minutes=lesson.minutes,
        texts=_texts(lesson, _lesson_text),
        completes=lesson.completes,
        required=lesson.required,
        substance=lesson.substance,
    )


def _question(question: Question, reasons: dict) -> shapes.Question:
    version = question.versions.order_by("number").last()
    key = version.key
    numeric = version.kind == "numeric"
    correct = key.get("correct")
    return shapes.Question(
        id=question.slug,
        kind=version.kind,
        difficulty=question.difficulty,
        category=question.category,
        tags=tuple(question.tags),
        texts=_texts(question, _question_text),
        correct=tuple(correct) if isinstance(correct, list) else correct,
        answer=Decimal(key["answer"]) if numeric else None,
        tolerance=Decimal(key["tolerance"]) if numeric else None,
        case=tuple(key.get("case", ())),
        ways=ways_of(key) if version.kind == "scenario" else (),
        uncertain=reasons.get(("question", question.pk), ""),
    )


def _term(term: GlossaryTerm, reasons: dict) -> shapes.GlossaryTerm:
    return shapes.GlossaryTerm(
        id=term.slug,
        citations=tuple(parse(citation) for citation in term.citations),
        texts=_texts(term, _term_text),
        uncertain=reasons.get(("term", term.pk), ""),
    )


def _local_fact(key: LocalFactKey) -> shapes.LocalFact:
    return shapes.LocalFact(key.slug, key.kind, key.hint, _texts(key, _fact_text))


def _fact_text(row, _source) -> shapes.FactText:
    return shapes.FactText(row.label, machine=_is_machine(row))


def _statute(statute: Statute) -> shapes.Statute:
    return shapes.Statute(
        abbreviation=statute.abbreviation,
        title=statute.title,
        address=statute.address,
        as_of=statute.as_of,
        changed_on=statute.changed_on,
        change=statute.change,
    )


def _open_reasons() -> dict:
    """What is under review for a reason of its own: questions and terms; blocks carry theirs in the text."""
    flagged = Review.objects.open().filter(cause=Cause.FLAG, block="")
    rows = flagged.values_list("question", "term", "reason")
    return {("question", q) if q else ("term", t): reason for q, t, reason in rows if q or t}
