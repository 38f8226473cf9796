"""Writing a course folder: the exact inverse of reading, in the one canonical form."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from .emitting import Flow, emit, emit_apart, headed, origin, with_origins
from .entries import SLUG
from .faults import Findings
from .finding import find_files
from .media_names import MEDIA_FOLDER
from .quiz_settings import settings_text
from .shapes import CourseFolder, FactText, GlossaryTerm, LocalFact, Module, Statute, TermText
from .writing_lessons import lesson_files
from .writing_questions import question_files


class NotACourseFolder(ValueError):
    """The folder to be written to holds something else; nothing was written."""

    def __init__(self, files: list[str]):
        super().__init__(", ".join(files))
        self.files = files
        self.sentence = _(
            "The folder holds files that are no part of a course (%(files)s). Name an empty or a new folder."
        ) % {"files": ", ".join(files)}


def write_course(course: CourseFolder, folder: Path) -> None:
    """Write the whole course; `read_course` then gives an equal one, and the same course the same bytes.

    Course files in `folder` that the course no longer has are removed. Raises `NotACourseFolder` where anything
    else lies there, before a byte is written.
    """
    files = {folder / name: text for name, text in course_files(course)}
    media = {folder / MEDIA_FOLDER / name: file for name, file in course.media.items()}
    for stale in _present(folder) - files.keys() - media.keys():
        stale.unlink()
        if stale.parent != folder and not any(stale.parent.iterdir()):
            stale.parent.rmdir()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    for path, file in media.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with file.open("rb") as opened:
            content = opened.read()  # first: it may be this very file
        path.write_bytes(content)


def _present(folder: Path) -> set[Path]:
    """The course files that lie in the folder already."""
    if not folder.exists():
        return set()
    findings = Findings()
    found = find_files(folder, findings) if folder.is_dir() else None
    if found is None or findings.faults:
        raise NotACourseFolder([fault.file for fault in findings.faults] or [folder.name])
    return set(found.paths)


def course_files(course: CourseFolder) -> Iterator[tuple[str, str]]:
    """Path within the folder and text of every file."""
    names = [numbered(place, module.slug) for place, module in enumerate(course.modules, start=1)]
    folders = {module.slug: name for name, module in zip(names, course.modules, strict=True)}
    facts = {
        "slug": course.slug,
        "language": course.language,
        "licence": course.licence,
        "law_as_of": course.law_as_of,
        "modules": [
            _place(name, module, folders) for name, module in zip(names, course.modules, strict=True)
        ],
    }
    if course.in_order:
        facts["in_order"] = True
    yield "course.yaml", emit(facts)
    for language, text in course.texts.items():
        yield f"course.{language}.md", headed({"title": text.title} | origin(text.machine), text.summary)
    yield "statutes.yaml", emit_apart([_statute(statute) for statute in course.statutes])
    yield from _glossary_files(course.glossary, course.language)
    yield from _fact_files(course.local_facts, course.language)
    for name, module in zip(names, course.modules, strict=True):
        for file, text in _module_files(module, course.language):
            yield f"{name}/{file}", text


def _place(name: str, module: Module, folders: dict[str, str]) -> str | dict:
    """A module's entry in course.yaml: its folder, and what is not as usual."""
    unusual = {} if module.required else {"required": False}
    if module.after:
        unusual["after"] = [folders[slug] for slug in module.after]
    return {"folder": name} | unusual if unusual else name


def numbered(place: int, slug: str) -> str:
    """The name of a module or lesson: its place and its slug."""
    if not SLUG.fullmatch(slug):
        raise ValueError(f"not a slug: {slug!r}")  # a slug is a file name here
    return f"{place:02}-{slug}"


def _module_files(module: Module, language: str) -> Iterator[tuple[str, str]]:
    levels = {"project_levels": Flow(module.project_levels)} if module.project_levels else {}
    facts = {"units": module.units, "pass_mark": module.pass_mark} | levels | settings_text(module.quiz)
    yield "module.yaml", emit(facts)
    for code, text in module.texts.items():
        objectives = {part.id: part.text for part in text.objectives}
        feedback = {int(part.id): part.text for part in text.feedback}
        said = {"title": text.title, "objectives": objectives, "feedback": feedback}
        head = {key: value for key, value in said.items() if value} | origin(text.machine)
        yield f"module.{code}.md", headed(head, text.summary)
    for place, lesson in enumerate(module.lessons, start=1):
        yield from lesson_files(numbered(place, lesson.slug), lesson, language)
    yield from question_files(module.questions, language)


def _statute(statute: Statute) -> dict:
    known = {
        "abbreviation": statute.abbreviation,
        "title": statute.title,
        "address": statute.address,
        "as_of": statute.as_of,
    }
    if statute.changed_on:
        known |= {"changed_on": statute.changed_on, "change": statute.change}
    return known


def _glossary_files(terms: tuple[GlossaryTerm, ...], language: str) -> Iterator[tuple[str, str]]:
    yield f"glossary.{language}.yaml", emit_apart([_term(term, language) for term in terms])
    for code in sorted({code for term in terms for code in term.texts} - {language}):
        texts = {term.id: term.texts[code] for term in terms if code in term.texts}
        yield f"glossary.{code}.yaml", emit(with_origins(texts, _term_text))


def _term(term: GlossaryTerm, language: str) -> dict:
    citations = {"citations": [str(citation) for citation in term.citations]}
    uncertain = {"uncertain": term.uncertain} if term.uncertain else {}
    return {"id": term.id} | _term_text(term.texts[language]) | citations | uncertain


def _term_text(text: TermText) -> dict:
    return {"term": text.term} | ({"definition": text.definition} if text.definition else {})


def _fact_files(facts: tuple[LocalFact, ...], language: str) -> Iterator[tuple[str, str]]:
    if facts:
        yield f"local_facts.{language}.yaml", emit_apart([_fact(fact, language) for fact in facts])
    for code in sorted({code for fact in facts for code in fact.texts} - {language}):
        texts = {fact.id: fact.texts[code] for fact in facts if code in fact.texts}
        yield f"local_facts.{code}.yaml", emit(with_origins(texts, _fact_text))


def _fact(fact: LocalFact, language: str) -> dict:
    hint = {"hint": fact.hint} if fact.hint else {}
    return {"id": fact.id, "kind": fact.kind} | _fact_text(fact.texts[language]) | hint


def _fact_text(text: FactText) -> dict:
    return {"label": text.label}
