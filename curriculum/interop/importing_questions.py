"""Bring the questions of a file into the bank of a module, and say of each what became of it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from curriculum.keys import agrees, check_key
from curriculum.models import Module, Question, QuestionVersion
from curriculum.naming import short_name
from curriculum.publishing_questions import content_of
from curriculum.translation import SOURCE
from lms.people.refusals import Refusal

from .keeping_pictures import keep_picture
from .keeping_questions import New, keep_questions
from .question_files.opening import Format, read_questions
from .question_files.shapes import Item, LeftOut
from .question_parts import key_of, raw_parts


@dataclass
class Report:
    """What became of a file: dicts with `line` and `title`, and `kind` or `reason`; as JSON holds them."""

    dry_run: bool
    created: list[dict] = field(default_factory=list)
    skipped: list[dict] = field(default_factory=list)
    refused: list[dict] = field(default_factory=list)

    def as_json(self) -> dict:
        return {
            "dry_run": self.dry_run,
            "created": self.created,
            "skipped": self.skipped,
            "refused": self.refused,
        }

    def leave_out(self, left: LeftOut) -> None:
        told = {"line": left.line, "kind": left.kind, "title": left.title, "reason": left.reason}
        (self.refused if left.refused else self.skipped).append(told | _file(left))


def import_questions(
    data: bytes,
    module: Module,
    *,
    by,
    at: datetime,
    format: str = Format.AUTO,
    language: str = "",
    ready: bool = False,
    dry_run: bool = False,
) -> Report:
    """The questions of a file in the bank, their texts published, as drafts unless they are `ready`.

    What is there already, by its id or its content, is skipped. `language` is that of the texts; empty is what the
    file names, or else the source language. Raises `FileRefused`, and then changes nothing.
    """
    found = read_questions(data, format)
    report = Report(dry_run=dry_run)
    with transaction.atomic():
        Module.objects.select_for_update().get(pk=module.pk)
        bank, taken = _Bank(module), []
        for one in found:
            if isinstance(one, LeftOut):
                report.leave_out(one)
            elif new := _taken(one, bank, report, language=language, ready=ready):
                taken.append((new, one))
        if taken and not dry_run:
            for new, item in taken:
                _keep_pictures(new.row, item, by=by)
            keep_questions([new for new, _item in taken], by=by, at=at)
            log(module, "curriculum.import_questions", user=by, data={"number": len(taken)})
    return report


class _Bank:
    """What is in the bank already, and which short names are taken."""

    def __init__(self, module: Module):
        self.module = module
        known = list(Question.objects.filter(module=module).values_list("slug", "foreign_id", "brought_as"))
        self.slugs = {slug for slug, _id, _digest in known}
        self.ids = {*self.slugs, *(id for _slug, id, _digest in known if id)}
        self.digests = {digest for *_names, digest in known if digest}

    def why_not(self, item: Item, digest: str) -> str:
        """Why the question is not needed; empty if it is. What the same file has twice comes twice."""
        if item.id and item.id in self.ids:
            return _("The bank has a question with the id “%(id)s”.") % {"id": item.id}
        return _("The bank has this question.") if digest in self.digests else ""

    def slug_for(self, item: Item, digest: str) -> str:
        stem = short_name(item.title)[:44] or f"frage-{digest[:8]}"
        slug, number = stem, 1
        while slug in self.slugs:
            number += 1
            slug = f"{stem}-{number}"
        self.slugs.add(slug)
        return slug


def _taken(item: Item, bank: _Bank, report: Report, *, language: str, ready: bool) -> New | None:
    """The question to be stored, once the report tells of it; None for one that is left out."""
    digest = item.digest()
    if reason := bank.why_not(item, digest):
        report.skipped.append(
            {"line": item.line, "kind": item.kind, "title": item.title, "reason": reason} | _file(item)
        )
        return None
    key, language = key_of(item), language or _language_of(item)
    slug = bank.slug_for(item, digest)
    question = Question(
        module=bank.module,
        slug=slug,
        name=item.name,
        category=item.category,
        tags=list(item.tags),
        ready=ready,
        foreign_id=item.id,
        brought_as=digest,
    )
    row = question.new_row(language, wording=item.wording, unit=item.unit, explanation=item.explanation)
    row.parts = row._meta.get_field("parts").stream_block.to_python(raw_parts(item))
    try:
        check_key(item.kind, key)
    except Refusal as refusal:
        report.leave_out(LeftOut(item.line, str(refusal), item.kind, item.title, file=item.file))
        return None
    if not agrees(item.kind, key, content_of(row)):
        reason = _("The gaps in the text are not those that are answered.")
        report.leave_out(LeftOut(item.line, reason, item.kind, item.title, file=item.file))
        return None
    notes = list(item.notes)
    if language != SOURCE:
        notes.append(_("Learners are asked this once there is a German text."))
    report.created.append(
        {"line": item.line, "kind": str(item.kind), "title": item.title, "slug": slug, "notes": notes}
        | _file(item)
    )
    return New(question, QuestionVersion(number=1, kind=item.kind, key=key), row)


def _keep_pictures(row, item: Item, *, by) -> None:
    if item.picture or any(option.picture for option in item.options):
        raw = raw_parts(item, keep=lambda picture: keep_picture(picture, by=by))
        row.parts = row._meta.get_field("parts").stream_block.to_python(raw)


def _language_of(item: Item) -> str:
    return item.language if item.language in dict(settings.LANGUAGES) else SOURCE


def _file(one: Item | LeftOut) -> dict:
    """The name within an archive, where there is one."""
    return {"file": one.file} if one.file else {}
