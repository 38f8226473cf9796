"""Which files of a folder are what: by their names alone, and nothing outside of the folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from .faults import Findings, Page
from .media_names import MEDIA_FOLDER, NAME

_LANGUAGE = r"(?P<language>[a-z]{2,3}(?:-[a-z0-9]+)*)"
_NUMBERED = r"(?P<number>[0-9]{2,3})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
MODULE_FOLDER = re.compile(_NUMBERED)
_LESSON = re.compile(rf"{_NUMBERED}\.{_LANGUAGE}\.md")
_TEXT_OF = {
    name: re.compile(rf"{name}\.{_LANGUAGE}\.{ending}")
    for name, ending in (
        ("course", "md"),
        ("glossary", "yaml"),
        ("local_facts", "yaml"),
        ("module", "md"),
        ("quiz", "yaml"),
    )
}


@dataclass
class ModuleFiles:
    """The files of a module, by language where they have one; lessons by number and slug."""

    folder: str
    facts: Path | None = None
    texts: dict[str, Path] = field(default_factory=dict)
    quizzes: dict[str, Path] = field(default_factory=dict)
    lessons: dict[tuple[int, str], dict[str, Path]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return MODULE_FOLDER.fullmatch(self.folder)["slug"]


@dataclass
class CourseFiles:
    """The files of a course; `modules` by the name of their folder, `media` by their own."""

    facts: Path | None = None
    statutes: Path | None = None
    texts: dict[str, Path] = field(default_factory=dict)
    glossaries: dict[str, Path] = field(default_factory=dict)
    local_facts: dict[str, Path] = field(default_factory=dict)
    modules: dict[str, ModuleFiles] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)

    @property
    def paths(self) -> Iterator[Path]:
        """Every file that was found."""
        yield from filter(None, (self.facts, self.statutes))
        yield from chain(self.texts.values(), self.glossaries.values(), self.local_facts.values())
        yield from self.media.values()
        for module in self.modules.values():
            yield from filter(None, (module.facts,))
            yield from chain(module.texts.values(), module.quizzes.values())
            yield from chain.from_iterable(lesson.values() for lesson in module.lessons.values())


def find_files(root: Path, findings: Findings) -> CourseFiles:
    """Sort everything below `root`. Hidden files are left alone; what has no place in a course is a fault."""
    found = CourseFiles()
    for path in _entries(root, root, findings):
        if path.is_dir() and MODULE_FOLDER.fullmatch(path.name):
            found.modules[path.name] = _find_module(path, root, findings)
        elif path.is_dir() and path.name == MEDIA_FOLDER:
            found.media = _find_media(path, root, findings)
        elif path.is_dir():
            _fault(
                path, root, findings, _("A module's folder is named by number and slug, such as 01-rolle.")
            )
        elif path.name == "course.yaml":
            found.facts = path
        elif path.name == "statutes.yaml":
            found.statutes = path
        elif name := _TEXT_OF["course"].fullmatch(path.name):
            found.texts[name["language"]] = path
        elif name := _TEXT_OF["glossary"].fullmatch(path.name):
            found.glossaries[name["language"]] = path
        elif name := _TEXT_OF["local_facts"].fullmatch(path.name):
            found.local_facts[name["language"]] = path
        else:
            _no_place(path, root, findings)
    return found


def _find_module(folder: Path, root: Path, findings: Findings) -> ModuleFiles:
    found = ModuleFiles(folder.name)
    for path in _entries(folder, root, findings):
        if path.is_dir():
            _no_place(path, root, findings)
        elif path.name == "module.yaml":
            found.facts = path
        elif name := _TEXT_OF["module"].fullmatch(path.name):
            found.texts[name["language"]] = path
        elif name := _TEXT_OF["quiz"].fullmatch(path.name):
            found.quizzes[name["language"]] = path
        elif name := _LESSON.fullmatch(path.name):
            found.lessons.setdefault((int(name["number"]), name["slug"]), {})[name["language"]] = path
        else:
            _no_place(path, root, findings)
    return found


def _find_media(folder: Path, root: Path, findings: Findings) -> dict[str, Path]:
    found = {}
    for path in _entries(folder, root, findings):
        if path.is_dir() or not NAME.fullmatch(path.name):
            _no_place(path, root, findings)
        else:
            found[path.name] = path
    return found


def _entries(folder: Path, root: Path, findings: Findings) -> list[Path]:
    """Ordinary files and folders by name; a link could lead anywhere and is never followed."""
    kept = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            _fault(path, root, findings, _("This is a link. Put the file itself here."))
        else:
            kept.append(path)
    return kept


def _no_place(path: Path, root: Path, findings: Findings) -> None:
    _fault(
        path, root, findings, _("A course folder has no such file. Rename it as in docs/course-folder.md.")
    )


def _fault(path: Path, root: Path, findings: Findings, sentence: str) -> None:
    Page(path.relative_to(root).as_posix(), findings).fault(1, sentence)


def open_page(path: Path, root: Path, findings: Findings) -> tuple[Page, str | None]:
    """The page and its text with \\n as line end; None, with a fault, where it cannot be read."""
    page = Page(path.relative_to(root).as_posix(), findings)
    try:
        raw = path.read_bytes()
        return page, raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = 1 + raw.count(b"\n", 0, error.start)
        page.fault(line, _("This is not UTF-8. Save the file with the encoding UTF-8."))
    except OSError as error:
        page.fault(1, _("The file cannot be opened (%(reason)s)."), reason=error.strerror or str(error))
    return page, None
