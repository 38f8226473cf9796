"""The modules of a course, in their order."""

from pathlib import Path

import yaml
from django.utils.translation import gettext as _

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
    _check_order([(name, line) for name, _required, line in listed], files, facts.page)
    for name in files.modules.keys() - {name for name, _required, _line in listed}:
        sentence = _("The module is not listed in course.yaml. Add it to “modules”, or delete the folder.")
        Page(f"{name}/module.yaml", findings).fault(1, sentence)
    return tuple(
        _read_module(files.modules[name], required, language, root, findings)
        for name, required, _line in listed
        if name in files.modules
    )


def _listed(node: yaml.Node, page: Page) -> tuple[str, bool, int]:
    """Folder, whether it is required, and line, of one member of `modules`."""
    if isinstance(node, yaml.ScalarNode):
        return node.value, True, node.line
    entry = Entry(node, page)
    listed = entry.title("folder"), entry.flag("required", default=True), entry.line
    entry.finish()
    return listed


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
