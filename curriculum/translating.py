"""Keeping account of a translation: what was translated or confirmed, from which state of the source."""

from django.db import transaction

from .counting import tally_of, tally_of_source
from .kinds import MASTERS
from .models import Generation
from .outdated import UnitState, translated
from .translation import SOURCE, TranslationRow


def note_translated(row: TranslationRow, before: dict, shown: dict, confirmed: dict) -> None:
    """Mark on `row`, which is about to be saved, what its translator has done.

    `before` maps unit → digest of the row's content until now; `shown` and `confirmed` map unit → digest of the
    source as the translator saw it, of all units and of those said to be still valid. What changed counts as
    translated from what was shown, so that a change of the source meanwhile is still seen.
    """
    now = row.units()
    changed = {
        unit: shown[unit] for unit, digest in now.items() if before.get(unit) != digest and unit in shown
    }
    row.made_from = translated(row.made_from, changed | _within(now, confirmed))


@transaction.atomic
def after_saving(row: TranslationRow, confirmed: dict) -> None:
    """What follows a save of the row, draft or not: confirmations hold for readers at once, the counts are right.

    A draft leaves the live text alone; what was confirmed of it needs no publishing, as its words stay the same.
    """
    live = type(row)._default_manager.get(pk=row.pk)
    if live.live and confirmed:
        mine, now = live.units(), row.units()
        same = {unit: seen for unit, seen in _within(mine, confirmed).items() if mine[unit] == now.get(unit)}
        _store(live, translated(live.made_from, same))
    recount(live)


def recount(row: TranslationRow) -> None:
    """Bring `units_to_do` and `tally` up to date: the row's own, and with the source those of every translation.

    Counted is the latest content, draft or not: it is what a translator goes on with. Of the source it is what
    readers have: `row` is given as it was published.
    """
    if not row.is_source:
        _count(row, row.source_row())
        return
    _write(row, tally=tally_of_source(row))
    for sibling in row.siblings().select_related("latest_revision"):
        _count(sibling, row)


def count_what_was_never_counted() -> int:
    """Texts from before there was a tally get theirs. Returns how many that were."""
    found = 0
    for model in MASTERS.values():
        for source in model.rows().filter(language_code=SOURCE, tally={}, live=True):
            recount(source)
            found += 1
    return found


@transaction.atomic
def confirm_row(row: TranslationRow, *, by) -> int:
    """Everything that stands in the row and was translated once is still valid. Returns how many units that were.

    What nobody has translated stays missing, and what a machine made stays marked.
    """
    draft, source = row.get_latest_revision_as_object(), row.source_row()
    now = source.units()
    seen = {unit: now[unit] for unit, state in draft.states(source).items() if state == UnitState.OUTDATED}
    if seen:
        draft.made_from = translated(draft.made_from, seen)
        draft.save_revision(
            user=by, changed=row.has_unpublished_changes, clean=False, log_action="curriculum.confirm"
        )
        after_saving(draft, seen)
    return len(seen)


@transaction.atomic
def confirm_everywhere(source: TranslationRow, changes: dict[str, tuple[str, str]], *, by) -> set[str]:
    """A change of these units altered no meaning: translations of the state before it are up to date again.

    `changes` maps unit → digests of the source before and after. A language that was behind already stays behind,
    and what a machine made stays marked. Returns the languages concerned.
    """
    concerned = set()
    for row in source.siblings().select_related("latest_revision"):
        latest = row.get_latest_revision_as_object()
        moved = _moved(latest.made_from, changes)
        if moved == latest.made_from:
            continue
        concerned.add(row.language_code)
        latest.made_from = moved
        latest.save_revision(
            user=by, changed=row.has_unpublished_changes, clean=False, log_action="curriculum.confirm"
        )
        _store(row, _moved(row.made_from, changes))
        recount(row)
    return concerned


@transaction.atomic
def take_over_missing(row: TranslationRow, *, by) -> int:
    """A draft of the row gets the source's blocks that it lacks, each at its place, in the words of the source.

    They count as missing until they are translated. Returns how many there were.
    """
    draft, source = row.get_latest_revision_as_object(), row.source_row()
    added = 0
    for name in row.stream_fields:
        own = list(getattr(draft, name).raw_data)
        merged = merge_in_order(list(getattr(source, name).raw_data), own)
        if len(merged) > len(own):
            added += len(merged) - len(own)
            setattr(draft, name, _stream(draft, name, merged))
    if added:
        draft.save_revision(user=by, clean=False, log_action="wagtail.edit")
        if not row.live:
            draft.save()
        recount(row)
    return added


def merge_in_order(source: list[dict], own: list[dict]) -> list[dict]:
    """Own blocks as they stand, and those of the source that are missing, each behind its neighbour in the source.

    Blocks are dicts with an `id`.
    """
    merged = list(own)
    ids = [block["id"] for block in merged]
    place = 0
    for block in source:
        if block["id"] in ids:
            place = ids.index(block["id"]) + 1
        else:
            merged.insert(place, block)
            ids.insert(place, block["id"])
            place += 1
    return merged


def _stream(row, name: str, raw: list[dict]):
    return row._meta.get_field(name).to_python([dict(block) for block in raw])


def _within(units: dict, marks: dict) -> dict:
    return {unit: seen for unit, seen in marks.items() if unit in units}


def _moved(made_from: dict, changes: dict) -> dict:
    """`made_from`, where it named the state before a change, names the one after it; who made it stays."""
    moved = {
        unit: {**made_from[unit], "source": after}
        for unit, (before, after) in changes.items()
        if made_from.get(unit, {}).get("source") == before
    }
    return {**made_from, **moved}


def _store(row: TranslationRow, made_from: dict) -> None:
    """Readers are told what a machine made: they get the new account at once."""
    row.made_from = made_from
    type(row)._default_manager.filter(pk=row.pk).update(made_from=made_from)
    Generation.advance()


def _count(row: TranslationRow, source: TranslationRow | None) -> None:
    latest = row.get_latest_revision_as_object()
    _write(row, units_to_do=latest.count_to_do(source) if source else 0, tally=tally_of(latest, source))


def _write(row: TranslationRow, **columns) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**columns)
