"""Bring a course folder into the site: all of it or nothing, as often as one likes, never touching progress."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.citations import parse
from curriculum.models import (
    Course,
    CourseModule,
    GlossaryTerm,
    Lesson,
    Loaded,
    Module,
    Question,
    Quiz,
    QuizQuestion,
    Statute,
)
from curriculum.outdated import translated
from curriculum.publishing_questions import revise_question
from curriculum.reviewing import review_what_is_uncertain
from curriculum.rich_text import citations_in

from . import streams
from .course_folder.faults import BrokenCourseFolder, Fault
from .course_folder.reading import read_course
from .course_folder.richtext import to_html
from .course_folder.shapes import CourseFolder
from .indexing import indexed_at_the_end
from .merging import Side, merge

Progress = Callable[[int, int], None]
BOTH_CHANGED = _(
    "“%(unit)s” was changed here and on the site. Say --theirs to take the file, or --ours to keep the site."
)


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
        if loading.faults:
            raise BrokenCourseFolder(loading.faults)
    return found


class Loading:
    """One go at loading: walks through the folder from the ground up, and collects what cannot be decided."""

    def __init__(self, course: CourseFolder, *, by, at, prefer, progress):
        self.course, self.by, self.at, self.prefer = course, by, at, prefer
        self.faults: list[Fault] = []
        self.loaded = {(x.kind, x.object_id, x.language_code): x for x in Loaded.objects.all()}
        self.reviews: list[tuple] = []
        self._progress, self._done = progress, 0
        self._total = len(course.glossary) + sum(len(m.lessons) + len(m.questions) for m in course.modules)

    def load(self) -> Course:
        for statute in self.course.statutes:
            self._statute(statute)
        for term in self.course.glossary:
            self._term(term)
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
        self._facts(row, wanted, "statutes.yaml", statute.line, new=new)

    def _term(self, term) -> None:
        row, new = GlossaryTerm.objects.get_or_create(slug=term.id)
        source = term.texts[self.course.language]
        wanted = {"citations": [str(c) for c in term.citations]}
        self._facts(row, wanted, source.file, source.line, new=new)
        for language, text in self._source_first(term.texts):
            content = {"term": text.term, "definition": to_html(text.definition)}
            self._text(row, language, content, text.machine, text.file, {"": text.line})
        self.reviews.append((row, {"": term.uncertain} if term.uncertain else {}))
        self._step()

    def _module(self, module) -> Module:
        row, new = Module.objects.get_or_create(slug=module.slug, defaults={"units": module.units})
        source = module.texts[self.course.language]
        wanted = {"units": module.units, "project_levels": list(module.project_levels)}
        self._facts(row, wanted, source.file, 1, new=new)
        for language, text in self._source_first(module.texts):
            content = {
                "title": text.title,
                "summary": text.summary,
                "objectives": streams.raw_objectives(text.objectives),
            }
            self._text(row, language, content, text.machine, text.file, {})
        lessons = [self._lesson(row, lesson, place, new) for place, lesson in enumerate(module.lessons)]
        quiz, new_quiz = Quiz.objects.get_or_create(module=row, defaults={"pass_mark": module.pass_mark})
        self._facts(quiz, {"pass_mark": module.pass_mark}, source.file, 1, new=new_quiz)
        questions = [self._question(quiz, question, place) for place, question in enumerate(module.questions)]
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
            "substance": lesson.substance,
        }
        self._facts(row, wanted, source.file, 1, new=new)
        for language, text in self._source_first(lesson.texts):
            content = {"title": text.title, "summary": text.summary, "body": streams.raw_blocks(text.blocks)}
            lines = {f"body:{block.id}": block.line for block in text.blocks}
            self._text(row, language, content, text.machine, text.file, lines)
        flagged = {block.id: block.uncertain for block in source.blocks if block.uncertain}
        self.reviews.append((row, {**self._outdated_law(source), **flagged}))
        self._step()
        return row

    def _question(self, quiz: Quiz, question, place: int) -> Question:
        row, new = Question.objects.get_or_create(module=quiz.module, slug=question.id)
        slot, _new = QuizQuestion.objects.get_or_create(
            quiz=quiz, question=row, defaults={"sort_order": place}
        )
        source = question.texts[self.course.language]
        present = row.versions.order_by("-number").first()
        live = {
            "difficulty": row.difficulty,
            "sort_order": slot.sort_order,
            "key": [present.kind, present.key] if present else None,
        }
        wanted = {
            "difficulty": question.difficulty,
            "sort_order": place,
            "key": [question.kind, key_of(question)],
        }
        taken = self._decide(row, "", wanted, live, source.file, {"": source.line}, new=new)
        if "key" in taken:
            revise_question(row, key_of(question), by=self.by, kind=question.kind)
        if "difficulty" in taken:
            row.difficulty = question.difficulty
            row.save(update_fields=["difficulty"])
        if "sort_order" in taken:
            slot.sort_order = place
            slot.save(update_fields=["sort_order"])
        raw = streams.raw_steps if question.kind == "ordering" else streams.raw_parts
        for language, text in self._source_first(question.texts):
            content = {
                "wording": text.wording,
                "parts": raw(text.parts),
                "unit": text.unit,
                "explanation": to_html(text.explanation),
            }
            self._text(row, language, content, text.machine, text.file, {"": text.line})
        self.reviews.append((row, {"": question.uncertain} if question.uncertain else {}))
        self._step()
        return row

    def _course(self, modules: list[Module]) -> Course:
        folder = self.course
        row, new = Course.objects.get_or_create(
            slug=folder.slug, defaults={"licence": folder.licence, "law_as_of": folder.law_as_of}
        )
        source = folder.texts[folder.language]
        wanted = {"licence": folder.licence, "law_as_of": folder.law_as_of}
        self._facts(row, wanted, source.file, 1, new=new)
        for language, text in self._source_first(folder.texts):
            content = {"title": text.title, "summary": text.summary}
            self._text(row, language, content, text.machine, text.file, {})
        for place, (noun, module) in enumerate(zip(folder.modules, modules, strict=True)):
            used, new_place = CourseModule.objects.get_or_create(
                course=row, module=module, defaults={"sort_order": place, "required": noun.required}
            )
            self._facts(
                used, {"sort_order": place, "required": noun.required}, "course.yaml", 1, new=new_place
            )
        for used in row.course_modules.exclude(module__in=modules):
            if self.loaded.pop(_key(used, ""), None):
                used.delete()
        return row

    # -- deciding ---------------------------------------------------------------------------------------------------

    def _facts(self, row, wanted: dict, file: str, line: int, *, new: bool) -> None:
        """Bring what is true in every language onto the row."""
        live = {name: getattr(row, name) for name in wanted}
        taken = self._decide(row, "", wanted, live, file, {"": line}, new=new)
        if taken:
            for name in taken:
                setattr(row, name, wanted[name])
            row.save(update_fields=sorted(taken))

    def _text(self, master, language: str, content: dict, machine: bool, file: str, lines: dict) -> None:
        """Bring a language's text onto its row: a published revision, and a draft of the site kept as draft."""
        model = type(master)._parler_meta.root_model
        row = master.own_rows().filter(language_code=language).first()
        if row is None:
            row = model(master=master, language_code=language, live=False)
            _fill(row, content)
            wanted = _units(row)
            row.made_from = self._made_from(row, wanted, machine)
            row.units_to_do = row.count_to_do()
            row.save()
            row.save_revision(user=self.by, clean=False).publish(user=self.by, skip_permission_checks=True)
            self._remember(master, language, wanted)
            return
        fresh = model(master=master, language_code=language)
        _fill(fresh, content)
        wanted = _units(fresh)
        taken = self._decide(master, language, wanted, _units(row), file, lines)
        if not taken:
            return
        draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
        self._take(row, fresh, taken, machine)
        row.save_revision(user=self.by, clean=False).publish(user=self.by, skip_permission_checks=True)
        if draft:
            self._take(draft, fresh, taken, machine)
            draft.save_revision(user=self.by, clean=False)

    def _take(self, row, fresh, taken: frozenset[str], machine: bool) -> None:
        for name in row.content_fields:
            if name in row.stream_fields:
                setattr(row, name, _merged_stream(getattr(row, name), getattr(fresh, name), name, taken))
            elif name in taken:
                setattr(row, name, getattr(fresh, name))
        row.made_from = {
            **row.made_from,
            **self._made_from(row, taken & row.units().keys(), machine),
        }
        row.units_to_do = row.count_to_do()

    def _made_from(self, row, units, machine: bool) -> dict:
        """What was translated, from the source as it now stands; nothing in the source language."""
        source = row.source_row()
        if source is None:
            return {}
        present = source.units()
        return translated({}, {unit: present[unit] for unit in units if unit in present}, machine=machine)

    def _decide(
        self, thing, language: str, wanted: dict, live: dict, file: str, lines: dict, *, new: bool = False
    ) -> frozenset[str]:
        """Names to take from the file; conflicts become faults. What the file says is remembered as loaded.

        What is `new` has nothing of the site's own. What the site made itself and was never loaded is its own work.
        """
        wanted, live = _plain(wanted), _plain(live)
        loaded = self.loaded.get(_key(thing, language))
        before = loaded.facts if loaded else live if new else {}
        decided = merge(wanted, before, live, prefer=self.prefer)
        for unit in sorted(decided.conflicts):
            self.faults.append(
                Fault(
                    file,
                    lines.get(unit) or lines.get("") or 1,
                    str(BOTH_CHANGED) % {"unit": unit},
                )
            )
        self._remember(thing, language, wanted)
        return decided.taken

    def _remember(self, thing, language: str, facts: dict) -> None:
        key, facts = _key(thing, language), _plain(facts)
        row = self.loaded.get(key)
        if row is None:
            kind, object_id, language_code = key
            self.loaded[key] = Loaded.objects.create(
                kind=kind, object_id=object_id, language_code=language_code, facts=facts
            )
        elif row.facts != facts:
            row.facts = facts
            row.save(update_fields=["facts"])

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
            if row.pk in ids and row.archived_at:
                row.archived_at = None
                row.save(update_fields=["archived_at"])
            elif row.pk not in ids and not row.archived_at and _key(row, "") in self.loaded:
                row.archived_at = self.at
                row.save(update_fields=["archived_at"])

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
        case _:
            return {"parts": parts}


def _fill(row, content: dict) -> None:
    for name, value in content.items():
        if name in row.stream_fields:
            value = row._meta.get_field(name).stream_block.to_python(value)
        setattr(row, name, value)


def _units(row) -> dict[str, str]:
    """The row's units, and for each stream the order of its blocks, as unit `field:`."""
    orders = {f"{name}:": " ".join(block.id for block in getattr(row, name)) for name in row.stream_fields}
    return {**row.units(), **orders}


def _merged_stream(own, fresh, name: str, taken: frozenset[str]):
    """The site's blocks, with those taken from the file, in the order of the file if that was taken, too."""
    mine = {child.id: child.get_prep_value() for child in own}
    theirs = {child.id: child.get_prep_value() for child in fresh}
    blocks = {key: raw for key, raw in mine.items() if f"{name}:{key}" not in taken}
    blocks |= {key: raw for key, raw in theirs.items() if f"{name}:{key}" in taken}
    order = list(theirs if f"{name}:" in taken else mine)
    order += [key for key in blocks if key not in order]
    return own.stream_block.to_python([blocks[key] for key in order if key in blocks])


def _key(thing, language: str) -> tuple[str, int, str]:
    return thing._meta.model_name, thing.pk, language


def _plain(facts: dict) -> dict:
    """As JSON keeps it: dates and decimals as text, whole decimals without their point."""
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value):
    if value is None or isinstance(value, str | bool | list | dict):
        return value
    if isinstance(value, int):
        return str(value)
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
