"""The questions of a module with their keys, and their wording in every language."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from .cases import read_case, read_words
from .composing import compose
from .entries import SLUG, Entry
from .faults import Findings
from .finding import open_page
from .shapes import DIFFICULTIES, PARTS, Gap, Pair, Part, Question, QuestionText, Rubric

#: the id of the only part of a short text
ONE = "1"
PLACEHOLDER = re.compile(r"\{\{\s*(\w*)\s*\}\}")


def read_questions(
    files: dict[str, Path], language: str, root: Path, findings: Findings
) -> tuple[Question, ...]:
    """The questions of a module in their order; none where it has no quiz."""
    if language not in files:
        for path in files.values():
            page = open_page(path, root, findings)[0]
            page.fault(1, _("The source “quiz.%(language)s.yaml” is missing."), language=language)
        return ()
    page, text = open_page(files[language], root, findings)
    node = compose(text, page)
    if node is not None and not isinstance(node, yaml.SequenceNode):
        page.fault(1, _("A quiz is a list of questions. Each begins with “- id: ”."))
    members = node.value if isinstance(node, yaml.SequenceNode) else []
    questions = [_read_question(Entry(member, page), language) for member in members]
    for question, member in zip(questions, members, strict=True):
        if question.id and sum(other.id == question.id for other in questions) > 1:
            page.fault(member.line, _("The id %(id)s stands here more than once."), id=question.id)
    if node is not None:
        for other, path in files.items():
            if other != language:
                _read_translation(path, other, questions, root, findings)
    return tuple(questions)


def _read_question(entry: Entry, language: str) -> Question:
    id = entry.matching("id", SLUG, _("“%(value)s” is no id of a question. Write one like m05-q3."))
    if id == "origin":
        entry.page.fault(entry.line_of("id"), _("“origin” has a meaning of its own. Take another id."))
    kind = entry.choice("kind", tuple(PARTS))
    steps, ways = read_case(entry) if kind == "scenario" else ((), ())
    text = _read_text(entry, kind, None, steps)
    question = Question(
        id=id,
        kind=kind,
        difficulty=entry.choice("difficulty", DIFFICULTIES),
        uncertain=entry.title("uncertain", required=False, longest=1000),
        category=entry.title("category", required=False, longest=50),
        tags=entry.titles("tags", required=False),
        marks=entry.decimal("marks", least=Decimal("0.01"), default="1"),
        fixed=entry.flag("fixed", default=True),
        texts={language: text},
        correct=_correct(entry, kind, text),
        answer=entry.decimal("answer") if kind == "numeric" else None,
        tolerance=entry.decimal("tolerance", least=Decimal(0), default="0") if kind == "numeric" else None,
        case=_case(entry, kind, text),
        ways=ways,
    )
    entry.finish()
    return question


def _correct(entry: Entry, kind: str, text: QuestionText) -> tuple[str, ...] | bool | None:
    if kind == "true_false":
        return entry.flag("correct")
    if kind not in ("single", "multiple"):
        return None
    chosen = entry.titles("correct") if kind == "multiple" else (entry.title("correct"),)
    ids = [part.id for part in text.parts]
    for id in chosen:
        if id and ids and id not in ids:
            entry.page.fault(entry.line_of("correct"), _("“%(id)s” is the id of no option."), id=id)
    if len(set(chosen)) < len(chosen):
        entry.page.fault(entry.line_of("correct"), _("An option stands twice in “correct”. Keep one."))
    return tuple(id for id in chosen if id)


def _case(entry: Entry, kind: str, text: QuestionText) -> tuple[str, ...]:
    """The parts in which upper and lower case matter."""
    if kind not in ("gap", "short_text") or "case" not in entry:
        return ()
    ids = [part.id for part in text.parts]
    if kind == "short_text":
        return tuple(ids) if entry.flag("case") else ()
    chosen = entry.titles("case")
    for id in chosen:
        if id not in ids:
            entry.page.fault(entry.line_of("case"), _("“%(id)s” is the id of no gap."), id=id)
    return tuple(id for id in ids if id in chosen)


def _read_text(entry: Entry, kind: str, source: Question | None, steps: tuple = ()) -> QuestionText:
    """`steps` are those of a case in the source language, which were read with its key."""
    wording = entry.plain_paragraphs("wording")
    if kind == "scenario":
        parts = read_words(entry, _of_source(source)) if source else steps
    elif kind == "short_text":
        parts = _short_text(entry, source)
    else:
        parts = _parts(entry, PARTS.get(kind), source)
    _check_placeholders(entry, wording, [part.id for part in parts] if kind == "gap" else [])
    unit_wanted = source is not None and bool(next(iter(source.texts.values())).unit)
    return QuestionText(
        wording=wording,
        explanation=entry.formatted("explanation"),
        parts=parts,
        unit=entry.title("unit", required=unit_wanted, longest=40) if kind == "numeric" else "",
        file=entry.page.file,
        line=entry.line,
    )


def _short_text(entry: Entry, source: Question | None) -> tuple:
    """The texts that are accepted, or what a good answer says; a translation says the same of both as its source."""
    compared = isinstance(_of_source(source)[0], Gap) if source else "rubric" not in entry
    if compared:
        return (Gap(ONE, entry.titles("accepted")),)
    return (Rubric(ONE, entry.plain_paragraphs("rubric")),)


def _of_source(question: Question) -> tuple:
    return next(iter(question.texts.values())).parts


def _parts(entry: Entry, key: str | None, source: Question | None) -> tuple:
    if key is None:
        return ()
    named = entry.parts(key)
    parts = [_part(named, id, key) for id in named.keys]
    if len(parts) == 1 and key != "gaps":
        entry.page.fault(entry.line_of(key), _("Two or more are needed in “%(key)s”. Add one."), key=key)
    if key == "pairs" and len({pair.right for pair in parts}) < len(parts):
        sentence = _("Two pairs have the same right side, so both would fit. Word them differently.")
        entry.page.fault(entry.line_of(key), sentence)
    if source is None or not parts:
        return tuple(parts)
    if set(named.keys) != set(source.part_ids):
        sentence = _("The ids in “%(key)s” are not those of the source: %(ids)s.")
        entry.page.fault(entry.line_of(key), sentence, key=key, ids=", ".join(source.part_ids))
        return tuple(parts)
    return tuple(sorted(parts, key=lambda part: source.part_ids.index(part.id)))


def _part(named: Entry, id: str, key: str) -> Part | Pair | Gap:
    if key == "gaps":
        return Gap(id, named.titles(id))
    if key != "pairs":
        return Part(id, named.title(id, longest=400))
    sides = named.entry(id)
    pair = Pair(id, sides.title("left", longest=400), sides.title("right", longest=400))
    sides.finish()
    return pair


def _check_placeholders(entry: Entry, wording: str, ids: list[str]) -> None:
    """Each gap stands once in the wording, and no other."""
    places = PLACEHOLDER.findall(wording)
    if sorted(places) != sorted(ids):
        sentence = _("The wording has the gaps %(places)s, the key has %(ids)s. Each stands once in both.")
        shown = [", ".join(f"{{{{{id}}}}}" for id in each) or "–" for each in (places, ids)]
        entry.page.fault(entry.line_of("wording"), sentence, places=shown[0], ids=shown[1])


def _read_translation(
    path: Path, language: str, questions: list[Question], root: Path, findings: Findings
) -> None:
    page, text = open_page(path, root, findings)
    whole = Entry(compose(text, page), page)
    machine = whole.machine()
    for question in questions:
        if question.id in whole:
            entry = whole.entry(question.id)
            read = _read_text(entry, question.kind, question)
            question.texts[language] = replace(read, machine=entry.machine() or machine)
            entry.finish()
    for id in whole.unasked:
        page.fault(
            whole.line_of(id), _("The source has no question %(id)s. Take its id, or delete this."), id=id
        )
