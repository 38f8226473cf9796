"""Many new questions at once: each as if it had been written and published by itself, in a few writes for all."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import ReferenceIndex, Revision
from wagtail.signals import published

from curriculum.models import (
    Generation,
    Question,
    QuestionText,
    QuestionTranslation,
    QuestionVersion,
    TeachingLogEntry,
)
from curriculum.publishing_questions import first_text

from .indexing import index_rows

#: rows in one write
AT_ONCE = 100


@dataclass
class New:
    """A question that is not stored yet, with what is right in it and its text in one language."""

    question: Question
    version: QuestionVersion
    row: QuestionTranslation


def keep_questions(found: list[New], *, by, at: datetime) -> None:
    """Stores the questions, publishes their texts, and tells whoever listens to what is published."""
    Question.objects.bulk_create([new.question for new in found], AT_ONCE)
    for new in found:
        new.version.question = new.row.master = new.question
        new.row.live, new.row.has_unpublished_changes = True, False
        new.row.first_published_at = new.row.last_published_at = at
    QuestionVersion.objects.bulk_create([new.version for new in found], AT_ONCE)
    rows = [new.row for new in found]
    QuestionTranslation.objects.bulk_create(rows, AT_ONCE)
    revisions = Revision.objects.bulk_create([_revision(row, by, at) for row in rows], AT_ONCE)
    for row, revision in zip(rows, revisions, strict=True):
        row.latest_revision = row.live_revision = revision
    QuestionTranslation.objects.bulk_update(rows, ["latest_revision", "live_revision"], AT_ONCE)
    texts = [first_text(new.version, new.row) for new in found]
    QuestionText.objects.bulk_create(texts, AT_ONCE)
    TeachingLogEntry.objects.bulk_create([_entry(row, by, at) for row in rows], AT_ONCE)
    Generation.advance()
    for new in found:
        ReferenceIndex.create_or_update_for_object(new.question)
        published.send(sender=QuestionTranslation, instance=new.row, revision=new.row.latest_revision)
    index_rows(QuestionTranslation, {row.pk for row in rows})


def _revision(row: QuestionTranslation, by, at: datetime) -> Revision:
    return Revision(
        content_type=row.get_content_type(),
        base_content_type=row.get_base_content_type(),
        object_id=str(row.pk),
        object_str=str(row),
        content=row.serializable_data(),
        user=by,
        created_at=at,
    )


def _entry(row: QuestionTranslation, by, at: datetime) -> TeachingLogEntry:
    return TeachingLogEntry(
        content_type=row.get_content_type(),
        label=str(row),
        action="wagtail.publish",
        timestamp=at,
        user=by,
        revision=row.latest_revision,
        content_changed=True,
        object_id=row.pk,
    )
