"""The tree of a course as lines of a sheet: a part a line, with the module it lies in, and a column a language."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lms.people.languages import own_name

from .course_tree import LANGUAGES, Language, Node
from .kinds import MASTERS
from .models import Quiz
from .viewsets import columns

STATES = {**columns.STATES, "missing": gettext_lazy("missing")}


def sheet_headings() -> dict[str, str]:
    facts = {"kind": _("Kind"), "module": _("Module"), "title": _("Title"), "slug": _("Short name")}
    facts |= {code: own_name(code) for code in LANGUAGES}
    return facts | {"notes": _("Open notes"), "questions": _("Questions"), "used_in": _("Also in")}


def sheet_of(tree: Node) -> Iterator[dict]:
    """The course, then each module with what lies in it."""
    yield _line(tree, "")
    for module in tree.children:
        yield _line(module, module.title)
        for part in module.children:
            yield _line(part, module.title)


def _line(node: Node, module: str) -> dict:
    said = {language.code: _told(language) for language in node.languages}
    model = MASTERS.get(node.kind, Quiz)
    return {
        "kind": capfirst(str(model._meta.verbose_name)),
        "module": module,
        "title": node.title or capfirst(str(model._meta.verbose_name)),
        "slug": node.slug,
        **{code: said.get(code, "") for code in LANGUAGES},
        "notes": node.notes or "",
        "questions": node.bank or node.asked or "",
        "used_in": ", ".join(node.used_in),
    }


def _told(language: Language) -> str:
    """Such as “published, in review, 3 blocks to look at”."""
    words = [str(STATES[language.state])]
    if language.in_review:
        words.append(_("in review"))
    if language.to_do:
        left = ngettext("%(number)d block to look at", "%(number)d blocks to look at", language.to_do)
        words.append(left % {"number": language.to_do})
    return ", ".join(words)
