"""Publish what a question says and what is right in it, so that what somebody was shown stays as it was."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from lms.people.refusals import Refusal

from .keys import agrees, check_key
from .models import Question, QuestionText, QuestionTranslation, QuestionVersion


class KindIsMissing(Refusal):
    sentence = _("Say of which kind the question is.")


def publish_text(row: QuestionTranslation) -> QuestionText | None:
    """Keep a published row as the text of the newest version with whose parts it agrees.

    None where it agrees with none: its key has to be revised first, and readers go on with the text they had.
    A row that says nothing new gives the text that is there.
    """
    content = content_of(row)
    for version in row.master.versions.order_by("-number"):
        if agrees(version.kind, version.key, content):
            return _keep(version, row.language_code, content, machine=is_machine_made(row))
    return None


def first_text(version: QuestionVersion, row: QuestionTranslation) -> QuestionText:
    """The text of a version that has none yet, in the words of a row that agrees with it; not stored."""
    content, machine = content_of(row), is_machine_made(row)
    digest = _digest(content, machine)
    return QuestionText(
        version=version, language_code=row.language_code, digest=digest, content=content, machine=machine
    )


@transaction.atomic
def revise_question(question: Question, key: dict, *, by, kind: str | None = None) -> QuestionVersion:
    """The version in which `key` is right: the present one, changed, or the next number if it was drawn.

    Nothing happens if it is right already. In every language the published text, or else the last text that the
    version before had, goes with the new key as long as its parts agree. `kind` is needed for a first version only.
    Raises `KeyDoesNotFit`, `KindIsMissing`, and what `check_case` raises.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    present = question.versions.select_for_update().order_by("-number").first()
    kind = kind or (present and present.kind)
    if not kind:
        raise KindIsMissing()
    check_key(kind, key)
    if present and (present.kind, present.key) == (kind, key):
        return present
    texts = _present_texts(question, present)
    if present and not present.frozen_at:
        present.kind, present.key = kind, key
        present.save(update_fields=["kind", "key"])
        version = present
        _forget_what_disagrees(version)
    else:
        number = present.number + 1 if present else 1
        version = QuestionVersion.objects.create(question=question, number=number, kind=kind, key=key)
    for language, (content, machine) in texts.items():
        if agrees(kind, key, content):
            _keep(version, language, content, machine=machine)
    log(question, "wagtail.edit", user=by, data={"version": version.number}, content_changed=True)
    return version


def content_of(row: QuestionTranslation) -> dict:
    """What the row says, in the shape of `QuestionText.content`."""
    parts, beside, above = {}, {"feedback": {}, "pictures": {}}, ""
    for block in row.parts:
        if block.block_type == "feedback":
            beside["feedback"][above] = str(block.value)
        elif block.block_type == "picture":
            beside["pictures"][above] = _picture(block.value)
        else:
            above = block.id
            parts[above] = _WORDS.get(block.block_type, str)(block.value)
    said = {"wording": row.wording, "parts": parts, "unit": row.unit, "explanation": row.explanation}
    return said | {name: held for name, held in beside.items() if held}


def _picture(image) -> dict:
    """As readers get it: no larger than a page needs it, so that its file is made when the text is published."""
    shown = image.get_rendition("max-640x480")
    alt = "" if image.decorative else image.contextual_alt_text or ""
    return {"address": shown.url, "width": shown.width, "height": shown.height, "alt": alt}


def is_machine_made(row) -> bool:
    """Whether any unit of a translation was made by a machine and not looked at since."""
    return any(unit.get("machine") for unit in row.made_from.values())


def _lines(value) -> list[str]:
    return [line.strip() for line in str(value).splitlines() if line.strip()]


_WORDS = {
    "pair": lambda value: {"left": str(value["left"]), "right": str(value["right"])},
    "gap": _lines,
    "accepted": _lines,
    "rubric": lambda value: {"rubric": str(value)},
    "free": lambda value: {"wording": str(value["wording"]), "rubric": str(value["rubric"])},
}


def _present_texts(question, present) -> dict[str, tuple[dict, bool]]:
    """Language → content and whether it is a machine's: as published now, else as the present version has it."""
    found = {}
    if present:
        for text in present.texts.order_by("pk"):
            found[text.language_code] = text.content, text.machine
    for row in question.own_rows().filter(live=True):
        found[row.language_code] = content_of(row), is_machine_made(row)
    return found


def _forget_what_disagrees(version: QuestionVersion) -> None:
    """Texts of a version that nobody was shown yet go when they no longer have its parts."""
    gone = [text.pk for text in version.texts.all() if not agrees(version.kind, version.key, text.content)]
    version.texts.filter(pk__in=gone).delete()


def _keep(version, language: str, content: dict, *, machine: bool) -> QuestionText:
    """The latest text of the version in the language, which says just this."""
    latest = version.texts.filter(language_code=language).order_by("-pk").first()
    if latest and (latest.content, latest.machine) == (content, machine):
        return latest
    digest = _digest(content, machine)
    if latest and version.texts.filter(language_code=language, digest=digest).exists():
        digest = _digest(content, machine, latest.pk)  # an earlier wording returns: it is the latest again
    return QuestionText.objects.create(
        version=version, language_code=language, digest=digest, content=content, machine=machine
    )


def _digest(*said) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
