"""Take what a file for translators brings: all of it or nothing, as drafts, or published where that is asked for."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from curriculum.interop.course_folder.faults import Fault
from curriculum.interop.indexing import indexed_at_the_end
from curriculum.models import Generation
from curriculum.outdated import translated
from curriculum.segments import fill, segments
from curriculum.translating import after_saving
from curriculum.translation import TranslationRow

from .deciding import Change, Outcome, decide
from .po import read_po
from .shapes import FileRefused, Incoming
from .xliff_reading import read_xliff

#: bytes; the bundled course with three thousand texts has about a twentieth of it
LARGEST = 40_000_000
FORMATS = ("xliff", "po")


@dataclass(frozen=True)
class Report:
    """What a file does, or would do: how many units have which outcome, how many texts are begun and changed, and
    (line, text, unit, outcome) of all units that are not taken as they stand."""

    language: str
    outcomes: Counter
    begun: int
    changed: int
    published: int
    notable: tuple[tuple[int, str, str, Outcome], ...]


#: outcomes that somebody should read about
NOTABLE = (Outcome.OUTDATED, Outcome.INCOMPLETE, Outcome.KEPT, Outcome.GONE)


def read(data: bytes, name: str) -> Incoming:
    """The file in the format that its first bytes show. Raises `FileRefused`."""
    if len(data) > LARGEST:
        raise FileRefused([Fault(name, 1, _("The file is too large."))])
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    is_xml = start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<"))
    return read_xliff(data, name) if is_xml else read_po(data, name)


def look_at(data: bytes, name: str, *, by=None) -> Report:
    """What taking the file would do; nothing is changed. Raises `FileRefused`."""
    incoming = read(data, name)
    return _report(incoming.language, decide(incoming, name, by=by), published=0)


@transaction.atomic
def take(data: bytes, name: str, *, by=None, publish: bool = False) -> Report:
    """Take the file. What somebody (`by`) may not publish stays a draft; a command publishes all.

    Raises `FileRefused` with all its lines, and then nothing is changed.
    """
    incoming = read(data, name)
    changes = decide(incoming, name, by=by)
    published = 0
    with indexed_at_the_end():
        for change in changes:
            if change.taken:
                published += _write(change, incoming.language, by=by, publish=publish)
    return _report(incoming.language, changes, published=published)


def _write(change: Change, language: str, *, by, publish: bool) -> bool:
    """A new revision of the text; whether it was published."""
    row = (
        change.draft and change.source.__class__._default_manager.get(pk=change.draft.pk)
    ) or change.master.start_translation(language, by=by, **_unsaid(change.source))
    draft = row.get_latest_revision_as_object()
    for decision in change.taken:
        if decision.texts:
            fill(draft, change.source, decision.unit, decision.texts)
    for machine in (False, True):
        marks = {one.unit: one.made_of for one in change.taken if one.machine == machine}
        draft.made_from = translated(draft.made_from, marks, machine=machine)
    draft.made_from = _with_wordless(draft, change.source)
    changed = any(decision.texts for decision in change.taken) or row.has_unpublished_changes
    revision = draft.save_revision(user=by, clean=False, changed=changed, log_action="wagtail.edit")
    if publish and _may_publish(row, by):
        revision.publish(user=by, skip_permission_checks=True)
        return True
    if not row.live:
        draft.save()
    confirmed = {one.unit: one.made_of for one in change.taken if one.outcome == Outcome.CONFIRMED}
    after_saving(draft, confirmed)
    Generation.advance()
    return False


def _unsaid(source: TranslationRow) -> dict[str, str]:
    """What a text that a file begins leaves empty until it is translated: readers then get it in another language."""
    plain = [name for name in source.content_fields if name not in source.stream_fields]
    return {name: "" for name in plain if source._meta.get_field(name).blank}


def _with_wordless(draft: TranslationRow, source: TranslationRow) -> dict:
    """What the draft was made from: a unit without words is done once all others are, and as they are."""
    made, now = draft.made_from, source.units()
    said = segments(source)
    wordless = {unit: now[unit] for unit, texts in said.items() if not texts and unit not in made}
    if not said.keys() <= made.keys() | wordless.keys():
        return made
    return translated(
        made, wordless, machine=any(made[unit].get("machine") for unit in said.keys() & made.keys())
    )


def _may_publish(row: TranslationRow, by) -> bool:
    if by is None:
        return True
    return policy_registry.get(row).user_has_permission_for_instance(by, "publish", row)


def _report(language: str, changes: list[Change], *, published: int) -> Report:
    decisions = [(change, decision) for change in changes for decision in change.decisions]
    return Report(
        language,
        Counter(decision.outcome for _change, decision in decisions),
        begun=sum(bool(change.taken and change.draft is None) for change in changes),
        changed=sum(bool(change.taken) for change in changes),
        published=published,
        notable=tuple(
            sorted(
                (one.line, str(change.source), one.unit, one.outcome)
                for change, one in decisions
                if one.outcome in NOTABLE
            )
        ),
    )
