"""Reading a course folder: all of it, or all of its faults."""

from pathlib import Path

from django.utils.translation import gettext as _

from curriculum.citations import Citation

from .composing import compose
from .entries import SLUG, Entry
from .faults import BrokenCourseFolder, Fault, Findings, Page
from .finding import CourseFiles, find_files, open_page
from .media_names import MEDIA_FOLDER, File
from .passages import FactName
from .reading_glossary import read_glossary, read_statutes
from .reading_heads import read_heads
from .reading_local_facts import read_local_facts
from .reading_modules import read_modules
from .shapes import CourseFolder, CourseText


def read_course(folder: Path) -> CourseFolder:
    """The course in `folder` (the format is in `docs/course-folder.md`).

    Raises `BrokenCourseFolder` with every fault: nothing is read in part, and no key, file or sign ignored.
    """
    if not folder.is_dir():
        raise BrokenCourseFolder([Fault(folder.name, 1, _("There is no such folder."))])
    findings = Findings()
    files = find_files(folder, findings)
    if files.facts is None:
        sentence = _("The file is missing: a course folder has a course.yaml with its slug and modules.")
        raise BrokenCourseFolder([*findings.faults, Fault("course.yaml", 1, sentence)])
    course = _read(files, folder, findings)
    _look_up_mentions(course, findings)
    if findings.faults:
        raise BrokenCourseFolder(findings.faults)
    return course


def _read(files: CourseFiles, root: Path, findings: Findings) -> CourseFolder:
    page, text = open_page(files.facts, root, findings)
    facts = Entry(compose(text, page), page)
    language = facts.title("language", longest=15) or "de"
    course = CourseFolder(
        slug=facts.matching("slug", SLUG, _("“%(value)s” is no slug: small letters, digits and -.")),
        language=language,
        licence=facts.title("licence", longest=100),
        law_as_of=facts.day("law_as_of"),
        texts=_texts(files.texts, language, root, findings),
        modules=read_modules(facts, files, language, root, findings),
        statutes=read_statutes(files.statutes, root, findings),
        glossary=read_glossary(files.glossaries, language, root, findings),
        local_facts=read_local_facts(files.local_facts, language, root, findings),
        in_order=facts.flag("in_order", default=False),
        media=files.media,
    )
    facts.finish()
    return course


def _texts(files: dict[str, Path], language: str, root: Path, findings: Findings) -> dict[str, CourseText]:
    texts = {}
    for code, (head, summary) in read_heads("course", files, language, root, findings).items():
        machine = code != language and head.machine()
        texts[code] = CourseText(head.title("title"), summary, machine, head.page.file)
        head.finish()
    return texts


def _look_up_mentions(course: CourseFolder, findings: Findings) -> None:
    """Cited laws, marked terms, named facts and files stand in the folder; and no file that is not named."""
    laws = {statute.abbreviation for statute in course.statutes}
    terms = {term.id for term in course.glossary}
    facts = {fact.id for fact in course.local_facts}
    # where a whole list could not be read, a thousand faults about its members would hide that one
    broken = {fault.file for fault in findings.faults}
    look_at_laws = laws or "statutes.yaml" not in broken
    look_at_terms = terms or f"glossary.{course.language}.yaml" not in broken
    for page, line, what in findings.mentions:
        if isinstance(what, File):
            if what.name not in course.media:
                page.fault(line, _("There is no file “media/%(name)s”. Put it there."), name=what.name)
        elif isinstance(what, Citation):
            if what.law and look_at_laws and what.law not in laws:
                sentence = _("“%(law)s” (in “%(citation)s”) does not stand in statutes.yaml. Add it there.")
                page.fault(line, sentence, law=what.law, citation=str(what))
        elif isinstance(what, FactName):
            if what.id not in facts:
                sentence = _("“%(id)s” does not stand in local_facts.%(language)s.yaml. Add it there.")
                page.fault(line, sentence, id=what.id, language=course.language)
        elif look_at_terms and what.id not in terms:
            page.fault(line, _("The glossary has no term “%(id)s”. Take an id from there."), id=what.id)
    named = {what.name for _page, _line, what in findings.mentions if isinstance(what, File)}
    for name in sorted(course.media.keys() - named):
        page = Page(f"{MEDIA_FOLDER}/{name}", findings)
        page.fault(1, _("No lesson names this file. Name it in a block, or delete it."))
