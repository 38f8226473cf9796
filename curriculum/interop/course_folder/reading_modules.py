"""The modules of a course, in their order."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import yaml
from django.utils.translation import gettext as _

from curriculum.waiting import rings

from .composing import compose
from .entries import Entry
from .faults import Findings, Page
from .finding import MODULE_FOLDER, CourseFiles, ModuleFiles, open_page
from .quiz_settings import read_settings
from .reading_heads import read_heads
from .reading_lessons import read_lesson
from .reading_questions import read_questions
from .shapes import Lesson, Module, ModuleText, Part


def read_modules(
    facts: Entry, files: CourseFiles, language: str, root: Path, findings: Findings
) -> tuple[Module, ...]:
    """The modules that `course.yaml` lists; a folder that it does not list is a fault."""
    listed = [_listed(node, facts.page) for node in facts.nodes("modules", filled=False)]
    _check_order([(one.folder, one.line) for one in listed], files, facts.page)
    _check_before(listed, facts.page)
    for name in files.modules.keys() - {one.folder for one in listed}:
        sentence = _("The module is not listed in course.yaml. Add it to “modules”, or delete the folder.")
        Page(f"{name}/module.yaml", findings).fault(1, sentence)
    return tuple(
        replace(
            _read_module(files.modules[one.folder], one.required, language, root, findings),
            after=tuple(files.modules[name].slug for name in one.after if name in files.modules),
        )
        for one in listed
        if one.folder in files.modules
    )


class Listed(NamedTuple):
    """A member of `modules`: its folder, whether it is required, the folders after which it opens, and its line."""

    folder: str
    required: bool
    after: tuple[str, ...]
    line: int


def _listed(node: yaml.Node, page: Page) -> Listed:
    if isinstance(node, yaml.ScalarNode):
        return Listed(node.value, True, (), node.line)
    entry = Entry(node, page)
    listed = Listed(
        entry.title("folder"),
        entry.flag("required", default=True),
        entry.titles("after", required=False),
        entry.line,
    )
    entry.finish()
    return listed


def _check_before(listed: list[Listed], page: Page) -> None:
    """A module opens after others of the course, and none waits for itself by way of others."""
    folders = {one.folder for one in listed}
    for one in listed:
        for name in (name for name in one.after if name not in folders):
            page.fault(one.line, _("“%(name)s” (in “after”) is no module of this course."), name=name)
    waiting = rings({one.folder: one.after for one in listed})
    for one in listed:
        if one.folder in waiting:
            sentence = _("“%(name)s” waits for itself (see “after”): nobody could open it.")
            page.fault(one.line, sentence, name=one.folder)


def _check_order(listed: list[tuple[str, int]], files: CourseFiles, page: Page) -> None:
    last, slugs = 0, set()
    for name, line in listed:
        if not (parts := MODULE_FOLDER.fullmatch(name)):
            sentence = _("“%(name)s” is no folder of a module. Write number and slug, such as 01-rolle.")
            page.fault(line, sentence, name=name)
            continue
        if name not in files.modules:
            page.fault(line, _("There is no folder “%(name)s”. Make it, or take out the line."), name=name)
        if int(parts["number"]) <= last or parts["slug"] in slugs:
            sentence = _(
                "Modules stand in the order of their numbers, each number and slug once: “%(name)s”."
            )
            page.fault(line, sentence, name=name)
        last = max(last, int(parts["number"]))
        slugs.add(parts["slug"])


def _read_module(files: ModuleFiles, required: bool, language: str, root: Path, findings: Findings) -> Module:
    if files.facts is None:
        page, text = Page(f"{files.folder}/module.yaml", findings), None
        page.fault(1, _("The file is missing. It holds “units” and “pass_mark”."))
    else:
        page, text = open_page(files.facts, root, findings)
    facts = Entry(compose(text, page), page)
    module = Module(
        slug=files.slug,
        units=facts.decimal("units", least=0),
        pass_mark=facts.whole("pass_mark", 0, 100),
        project_levels=_levels(facts),
        quiz=read_settings(facts),
        required=required,
        texts=_texts(files, language, root, findings),
        lessons=_lessons(files, language, root, findings),
        questions=read_questions(files.quizzes, language, root, findings),
    )
    facts.finish()
    return module


def _levels(facts: Entry) -> tuple[int, ...]:
    levels = facts.titles("project_levels", required=False)
    if set(levels) - {"1", "2", "3"} or len(set(levels)) < len(levels):
        sentence = _("The levels of the project are 1, 2 and 3, each once.")
        facts.page.fault(facts.line_of("project_levels"), sentence)
        return ()
    return tuple(int(level) for level in levels)


def _texts(files: ModuleFiles, language: str, root: Path, findings: Findings) -> dict[str, ModuleText]:
    texts: dict[str, ModuleText] = {}
    for code, (head, summary) in read_heads(
        f"{files.folder}/module", files.texts, language, root, findings
    ).items():
        named = head.parts("objectives", required=code == language)
        objectives = tuple(Part(id, named.title(id, longest=400)) for id in named.keys)
        if code != language and language in texts:
            known = [objective.id for objective in texts[language].objectives]
            for extra in set(named.keys) - set(known):
                sentence = _("The source has no objective “%(id)s”. Take its id, or delete the line.")
                head.page.fault(named.line_of(extra), sentence, id=extra)
            objectives = tuple(sorted(objectives, key=lambda part: (known + [part.id]).index(part.id)))
        texts[code] = ModuleText(
            title=head.title("title"),
            summary=summary,
            objectives=objectives,
            feedback=_feedback(head, texts.get(language)),
            machine=code != language and head.machine(),
            file=head.page.file,
        )
        head.finish()
    return texts


def _feedback(head: Entry, source: ModuleText | None) -> tuple[Part, ...]:
    """What results are told, the lowest first; a translation has no other ones than the source."""
    named = head.parts("feedback", required=False)
    known = [part.id for part in source.feedback] if source else named.keys
    for id in named.keys:
        if not (id.isdecimal() and int(id) <= 100) or id not in known:
            sentence = _(
                "“%(id)s” is no per cent from which on a result is told this (0 to 100, as in the source)."
            )
            head.page.fault(named.line_of(id), sentence, id=id)
    parts = [Part(id, named.title(id, longest=400)) for id in named.keys if id.isdecimal()]
    return tuple(sorted(parts, key=lambda part: int(part.id)))


def _lessons(files: ModuleFiles, language: str, root: Path, findings: Findings) -> tuple[Lesson, ...]:
    lessons, numbers, slugs = [], set(), set()
    for (number, slug), by_language in sorted(files.lessons.items()):
        lesson = read_lesson((number, slug), by_language, language, root, findings)
        if language in by_language and (number in numbers or slug in slugs):
            sentence = _("Another lesson of the module has the same number or slug. Rename one of them.")
            Page(by_language[language].relative_to(root).as_posix(), findings).fault(1, sentence)
        if language in by_language:
            numbers.add(number)
            slugs.add(slug)
        lessons += [lesson] if lesson else []
    return tuple(lessons)
