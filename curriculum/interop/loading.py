"""Bring a course folder into the site: all of it or nothing, as often as one likes, never touching progress."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from curriculum.archiving import archive, bring_back
from curriculum.citations import parse
from curriculum.models import (
    Course,
    CourseModule,
    GlossaryTerm,
    Lesson,
    LocalFactKey,
    Module,
    Prerequisite,
    Question,
    Quiz,
    QuizQuestion,
    Statute,
)
from curriculum.publishing_questions import revise_question
from curriculum.reviewing import review_what_is_uncertain
from curriculum.rich_text import citations_in

from . import streams
from .bringing import Bringing, columns_of
from .course_folder.cases import key_of_case
from .course_folder.faults import BrokenCourseFolder
from .course_folder.reading import read_course
from .course_folder.richtext import to_html
from .course_folder.shapes import CourseFolder, Rubric
from .indexing import indexed_at_the_end
from .loading_quizzes import bring_feedback, bring_settings, places_of
from .media import bring_media
from .merging import Side

Progress = Callable[[int, int], None]


def load_course(
    folder: Path, *, by=None, at: datetime, prefer: Side | None = None, progress: Progress | None = None
) -> Course:
    """The course of the folder, loaded and published.

    A unit (a title, a block, a key) that only the file changed since the last load is taken; one that only the site
    changed stays; one that both changed is refused, unless `prefer` says who wins.
    Raises `BrokenCourseFolder` with file, line and sentence of every fault, and then changes nothing.
    `progress` is told how many of how many things were looked at.
    """
    course = read_course(folder)
    with transaction.atomic(), indexed_at_the_end():
        loading = Loading(course, by=by, at=at, prefer=prefer, progress=progress)
        found = loading.load()
        if loading.bring.faults:
            raise BrokenCourseFolder(loading.bring.faults)
    return found


class Loading:
    """One go at loading: walks through the folder from the ground up, and collects what cannot be decided."""

    def __init__(self, course: CourseFolder, *, by, at, prefer, progress):
        self.course, self.by, self.at = course, by, at
        self.bring = Bringing(by=by, prefer=prefer)
        self.reviews: list[tuple] = []
        self._progress, self._done = progress, 0
        self._total = len(course.glossary) + sum(len(m.lessons) + len(m.questions) for m in course.modules)

    def load(self) -> Course:
        self.media = bring_media(self.course.media, by=self.by)
        for statute in self.course.statutes:
            self._statute(statute)
        for term in self.course.glossary:
            self._term(term)
        for fact in self.course.local_facts:
            self._local_fact(fact)
        modules = [self._module(module) for module in self.course.modules]
        course = self._course(modules)
        review_what_is_uncertain(self.reviews, at=self.at)
        return course

    # -- nouns ------------------------------------------------------------------------------------------------------

    def _statute(self, statute) -> None:
        row, new = Statute.objects.get_or_create(
            abbreviation=statute.abbreviation, defaults={"title": statute.title, "address": statute.address}
        )
        wanted = {
            "title": statute.title,
            "address": statute.address,
            "as_of": statute.as_of,
            "changed_on": statute.changed_on,
            "change": statute.change,
        }
        # a law that came with its wordings is for the folder to describe
        new = new or (row.editions.exists() and not self.bring.was_loaded(row))
        self.bring.facts(row, wanted, "statutes.yaml", statute.line, new=new)

    def _term(self, term) -> None:
        row, new = GlossaryTerm.objects.get_or_create(slug=term.id)
        source = term.texts[self.course.language]
        wanted = {"citations": [str(c) for c in term.citations]}
        self.bring.facts(row, wanted, source.file, source.line, new=new)
        for language, text in self._source_first(term.texts):
            content = {"term": text.term, "definition": to_html(text.definition)}
            self.bring.text(row, language, content, text.machine, text.file, {"": text.line})
        self.reviews.append((row, {"": term.uncertain} if term.uncertain else {}))
        self._step()

    def _local_fact(self, fact) -> None:
        row, new = LocalFactKey.objects.get_or_create(slug=fact.id, defaults={"kind": fact.kind})
        source = fact.texts[self.course.language]
        self.bring.facts(row, {"kind": fact.kind, "hint": fact.hint}, source.file, source.line, new=new)
        for language, text in self._source_first(fact.texts):
            self.bring.text(row, language, {"label": text.label}, text.machine, text.file, {"": text.line})

    def _module(self, module) -> Module:
        row, new = Module.objects.get_or_create(slug=module.slug, defaults={"units": module.units})
        source = module.texts[self.course.language]
        wanted = {"units": module.units, "project_levels": list(module.project_levels)}
        self.bring.facts(row, wanted, source.file, 1, new=new)
        for language, text in self._source_first(module.texts):
            content = {
                "title": text.title,
                "summary": text.summary,
                "objectives": streams.raw_objectives(text.objectives),
            }
            self.bring.text(row, language, content, text.machine, text.file, {})
        lessons = [self._lesson(row, lesson, place, new) for place, lesson in enumerate(module.lessons)]
        quiz, new_quiz = Quiz.objects.get_or_create(module=row, defaults={"pass_mark": module.pass_mark})
        bring_settings(self.bring, quiz, module, source.file, new=new_quiz)
        bring_feedback(self.bring, row, module, self.course.language)
        questions = [
            self._question(quiz, question, place)
            for question, place in zip(module.questions, places_of(module), strict=True)
        ]
        self._archive_what_left(Lesson, row.lessons.all(), lessons)
        self._archive_what_left(Question, row.bank.all(), questions)
        return row

    def _lesson(self, module, lesson, place: int, module_is_new: bool) -> Lesson:
        later = None if module_is_new else self.at.date()  # asked only of those who begin from now on
        row, new = Lesson.objects.get_or_create(
            module=module, slug=lesson.slug, defaults={"required_from": later, "sort_order": place}
        )
        source = lesson.texts[self.course.language]
        wanted = {
            "sort_order": place,
            "minutes": lesson.minutes,
            "completes": lesson.completes,
            "required": lesson.required,
            "substance": lesson.substance,
        }
        self.bring.facts(row, wanted, source.file, 1, new=new)
        for language, text in self._source_first(lesson.texts):
            content = {
                "title": text.title,
                "summary": text.summary,
                "body": streams.raw_blocks(text.blocks, source.blocks, self.media),
            }
            lines = {f"body:{block.id}": block.line for block in text.blocks}
            self.bring.text(row, language, content, text.machine, text.file, lines)
        flagged = {block.id: block.uncertain for block in source.blocks if block.uncertain}
        self.reviews.append((row, {**self._outdated_law(source), **flagged}))
        self._step()
        return row

    def _question(self, quiz: Quiz, question, place: int) -> Question:
        row, new = Question.objects.get_or_create(module=quiz.module, slug=question.id)
        slot = QuizQuestion.objects.filter(quiz=quiz, question=row).first()
        if slot is None and new and question.fixed:
            slot = QuizQuestion.objects.create(quiz=quiz, question=row, sort_order=place)
        source = question.texts[self.course.language]
        present = row.versions.order_by("-number").first()
        live = {
            "difficulty": row.difficulty,
            "category": row.category,
            "tags": row.tags,
            "fixed": slot is not None,
            "sort_order": slot.sort_order if slot else place,
            "max_marks": slot.max_marks if slot else question.marks,
            "key": [present.kind, present.key] if present else None,
        }
        wanted = {
            "difficulty": question.difficulty,
            "category": question.category,
            "tags": list(question.tags),
            "fixed": question.fixed,
            "sort_order": place,
            "max_marks": question.marks,
            "key": [question.kind, key_of(question)],
        }
        unsaid = {"category": "", "tags": [], "fixed": True}
        taken = self.bring.decide(
            row, "", wanted, live, source.file, {"": source.line}, new=new, unsaid=unsaid
        )
        if "key" in taken:
            revise_question(row, key_of(question), by=self.by, kind=question.kind)
        if columns := taken & {"difficulty", "category", "tags"}:
            for name in columns:
                setattr(row, name, wanted[name])
            row.save(update_fields=columns)
        self._ask(quiz, row, slot, wanted, taken)
        for language, text in self._source_first(question.texts):
            content = {
                "wording": text.wording,
                "parts": streams.raw_parts(question.kind, text.parts),
                "unit": text.unit,
                "explanation": to_html(text.explanation),
            }
            self.bring.text(row, language, content, text.machine, text.file, {"": text.line})
        self.reviews.append((row, {"": question.uncertain} if question.uncertain else {}))
        self._step()
        return row

    def _ask(self, quiz: Quiz, question: Question, slot, wanted: dict, taken: frozenset[str]) -> None:
        """The place of a question in its quiz, or none where it is only drawn by chance."""
        if "fixed" in taken and slot:
            slot.delete()
            return
        if "fixed" in taken:
            slot, taken = QuizQuestion(quiz=quiz, question=question), taken | {"sort_order", "max_marks"}
        if slot and (columns := taken & {"sort_order", "max_marks"}):
            for name in columns:
                setattr(slot, name, wanted[name])
            slot.save(update_fields=columns if slot.pk else None)

    def _course(self, modules: list[Module]) -> Course:
        folder = self.course
        row, new = Course.objects.get_or_create(
            slug=folder.slug, defaults={"licence": folder.licence, "law_as_of": folder.law_as_of}
        )
        source = folder.texts[folder.language]
        wanted = {"licence": folder.licence, "law_as_of": folder.law_as_of, "in_order": folder.in_order}
        self.bring.facts(row, wanted, source.file, 1, new=new)
        for language, text in self._source_first(folder.texts):
            content = {"title": text.title, "summary": text.summary}
            self.bring.text(row, language, content, text.machine, text.file, {})
        for place, (noun, module) in enumerate(zip(folder.modules, modules, strict=True)):
            used, new_place = CourseModule.objects.get_or_create(
                course=row, module=module, defaults={"sort_order": place, "required": noun.required}
            )
            self._place(row, used, noun, place, new=new_place)
        for used in row.course_modules.exclude(module__in=modules):
            if self.bring.was_loaded(used):
                self.bring.forget(used)
                used.delete()
        return row

    def _place(self, course: Course, used: CourseModule, noun, place: int, *, new: bool) -> None:
        """Where a module stands in the course, whether it is required, and after which others it opens."""
        first = course.prerequisites.filter(module=used.module)
        live = {
            "sort_order": used.sort_order,
            "required": used.required,
            "after": sorted(first.values_list("needs__slug", flat=True)),
        }
        wanted = {"sort_order": place, "required": noun.required, "after": sorted(noun.after)}
        unsaid = {"after": []}
        taken = self.bring.decide(used, "", wanted, live, "course.yaml", {"": 1}, new=new, unsaid=unsaid)
        for name in (columns := taken - {"after"}):
            setattr(used, name, wanted[name])
        if columns:
            used.save(update_fields=columns_of(columns))
        if "after" in taken:
            first.delete()
            for needed in Module.objects.filter(slug__in=noun.after):
                Prerequisite.objects.create(course=course, module=used.module, needs=needed)

    def _outdated_law(self, source) -> dict[str, str]:
        """Why the whole lesson has to be looked at: it cites, unflagged, a law amended since it was checked."""
        cited = set()
        for raw, block in zip(streams.raw_blocks(source.blocks), source.blocks, strict=True):
            if not block.uncertain:
                listed = [item["value"] for item in raw["value"].get("citations", ())]
                cited |= {parse(text).law for text in [*citations_in(raw["value"]), *listed]}
        amended = [
            statute.change
            for statute in self.course.statutes
            if statute.abbreviation in cited and statute.changed_on and statute.changed_on > statute.as_of
        ]
        return {"": " ".join(amended)} if amended else {}

    def _archive_what_left(self, model, present, kept: list) -> None:
        """Archive what an earlier load brought and the folder has no longer; bring back what returned."""
        ids = {row.pk for row in kept}
        for row in present:
            if row.pk in ids:
                bring_back(row, by=self.by)
            elif self.bring.was_loaded(row):
                archive(row, by=self.by, at=self.at)

    def _source_first(self, texts: dict) -> list[tuple]:
        return sorted(texts.items(), key=lambda item: item[0] != self.course.language)

    def _step(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


def key_of(question) -> dict:
    """The key of a question's version; shapes stand at `QuestionVersion`."""
    parts = list(question.part_ids)
    match question.kind:
        case "single" | "multiple":
            return {"parts": parts, "correct": list(question.correct)}
        case "true_false":
            return {"correct": question.correct}
        case "numeric":
            return {"answer": str(question.answer), "tolerance": str(question.tolerance or 0)}
        case "scenario":
            return key_of_case(next(iter(question.texts.values())).parts, question.ways)
        case "short_text" if isinstance(next(iter(question.texts.values())).parts[0], Rubric):
            return {"parts": parts, "by_hand": True}
        case "gap" | "short_text" if question.case:
            return {"parts": parts, "case": list(question.case)}
        case _:
            return {"parts": parts}
