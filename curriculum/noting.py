"""Notes of the team on single blocks of a lesson: begun, answered, resolved, taken up again."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.people.refusals import Refusal

from .models import LessonTranslation, Note, NoteThread
from .readable_units import readable_units

LONGEST = 2000


class WordsMissing(Refusal):
    sentence = _("Write what you want to say.")


class WordsTooMany(Refusal):
    sentence = _("A note has at most %(longest)d signs.")


class BlockGone(Refusal):
    sentence = _("This block is not in the text any more. Choose another one.")


class NotedUnit(NamedTuple):
    """A unit of a text with its threads; `gone` if it is not in the text any more."""

    name: str
    label: str
    threads: list[NoteThread]
    gone: bool = False

    @property
    def block(self) -> str:
        """The block's id; empty for a field."""
        return self.name.partition(":")[2]


@transaction.atomic
def begin_thread(text: LessonTranslation, unit: str, words: str, *, by, at: datetime) -> NoteThread:
    """Raises `WordsMissing`, `WordsTooMany`, and `BlockGone` if the latest draft has no such unit."""
    labels = {one.name: one.label for one in readable_units(text.get_latest_revision_as_object())}
    if unit not in labels:
        raise BlockGone()
    words = _said(words)
    thread = NoteThread.objects.create(text=text, block=unit, kind=labels[unit], begun_at=at)
    thread.notes.create(words=words, written_by=by, written_at=at)
    return thread


@transaction.atomic
def answer(thread: NoteThread, words: str, *, by, at: datetime) -> Note:
    """An answer takes a resolved thread up again. Raises `WordsMissing`, `WordsTooMany`."""
    note = thread.notes.create(words=_said(words), written_by=by, written_at=at)
    reopen(thread)
    return note


def resolve(thread: NoteThread, *, by, at: datetime) -> None:
    """It is done; nothing happens if it was already."""
    if thread.resolved_at is None:
        thread.resolved_by, thread.resolved_at = by, at
        thread.save(update_fields=["resolved_by", "resolved_at"])


def reopen(thread: NoteThread) -> None:
    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["resolved_by", "resolved_at"])


def noted_units(text: LessonTranslation) -> list[NotedUnit]:
    """The units of the latest draft in their order, with their threads; those that are gone at the end."""
    threads = defaultdict(list)
    for thread in text.note_threads.prefetch_related("notes__written_by"):
        threads[thread.block].append(thread)
    present = [
        NotedUnit(unit.name, unit.label, threads.pop(unit.name, []))
        for unit in readable_units(text.get_latest_revision_as_object())
    ]
    return present + [NotedUnit(name, gone[0].kind, gone, gone=True) for name, gone in threads.items()]


def notes_context(text: LessonTranslation, back: str) -> dict:
    """What the list of a text's notes needs; `back` is where a form leads afterwards: `editor` or `notes`."""
    units = noted_units(text)
    return {
        "text": text,
        "noted": [unit for unit in units if unit.threads],
        "choices": [unit for unit in units if not unit.gone],
        "back": back,
    }


def orphaned(threads: Iterable[NoteThread]) -> set[int]:
    """Ids of those whose block is gone; texts and their latest revisions are fetched along with the threads."""
    present: dict[int, set[str]] = {}
    found = set()
    for thread in threads:
        text = thread.text
        if text.pk not in present:
            present[text.pk] = _present(text)
        if thread.block not in present[text.pk]:
            found.add(thread.pk)
    return found


def _present(text: LessonTranslation) -> set[str]:
    """Names of the units in the latest draft, from what is stored of it."""
    said = text.latest_revision.content if text.latest_revision else {}
    blocks = {
        f"{name}:{block['id']}" for name in text.stream_fields for block in json.loads(said.get(name) or "[]")
    }
    return blocks | {*text.content_fields}


def _said(words: str) -> str:
    if not words.strip():
        raise WordsMissing()
    if len(words) > LONGEST:
        raise WordsTooMany(longest=LONGEST)
    return words.strip()
