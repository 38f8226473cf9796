"""Drafts by a machine: asked for by a person, made in the background, marked until somebody has looked at them."""

import re
from collections.abc import Iterator
from datetime import datetime
from html import escape, unescape

from django.db import transaction
from wagtail.permissions import policy_registry

from . import kinds
from .machines import Machine, MachineRefused
from .markup import Element, Marked, Piece, Side, Sign, is_nested, joined, marked
from .models import MachineBatch
from .outdated import UnitState, translated
from .segments import fill, segments
from .translating import after_saving
from .translation import SOURCE, TranslationRow

#: texts in one question to a machine; DeepL takes 50
AT_ONCE = 40

_TAG = re.compile(r"""<(/?)g(?:\s+id=["']?(\d+)["']?)?\s*(/?)>""", re.ASCII)


def work_off(batch: MachineBatch, machine: Machine, *, at: datetime) -> None:
    """Translate what is still missing, text by text; each is kept as soon as it is done."""
    model = kinds.MASTERS[batch.kind]
    master = model._default_manager.get(pk=batch.object_id)
    MachineBatch.objects.filter(pk=batch.pk).update(done=0, failed=0, fault="")
    batch.refresh_from_db()
    sources = list(sources_to_do(master, batch.language_code, batch.asked_by))
    batch.done = max(0, batch.total - len(sources))  # of an earlier go that was interrupted
    try:
        for source in sources[: batch.total]:
            whole = translate_text(source, batch.language_code, machine, by=batch.asked_by)
            batch.done, batch.failed = batch.done + whole, batch.failed + (not whole)
            batch.save(update_fields=["done", "failed"])
    except MachineRefused as refused:
        batch.fault = str(refused)
    batch.finished_at = at
    batch.save(update_fields=["done", "fault", "finished_at"])


@transaction.atomic
def translate_text(source: TranslationRow, language: str, machine: Machine, *, by) -> bool:
    """A draft in which the missing blocks of the text are the machine's. False where not all of them could be had.

    Nothing that a person wrote is touched. Raises `MachineRefused`.
    """
    row = source.master.start_translation(language, by=by)
    lock = row.get_lock()
    if lock and (by is None or lock.for_user(by)):
        return False
    draft, digests = row.get_latest_revision_as_object(), source.units()
    wanted = [
        (unit, segment.path, marked(segment.text, formatted=segment.formatted))
        for unit in _missing(draft, source)
        for segment in segments(source)[unit]
    ]
    answers = list(_translated([text for _unit, _path, text in wanted], language, machine))
    texts: dict[str, dict] = {unit: {} for unit in _missing(draft, source)}
    for (unit, path, text), answer in zip(wanted, answers, strict=True):
        if answer is None:
            texts.pop(unit, None)
        elif unit in texts:
            texts[unit][path] = Marked(answer, text.elements, text.formatted).stored()
    texts = {unit: said for unit, said in texts.items() if said}
    for unit, said in texts.items():
        fill(draft, source, unit, said)
    if texts:
        draft.made_from = translated(draft.made_from, {unit: digests[unit] for unit in texts}, machine=True)
        draft.save_revision(user=by, clean=False, log_action="curriculum.machine")
        if not row.live:
            draft.save()
        after_saving(draft, {})
    return not any(answer is None for answer in answers)


def sources_to_do(master, language: str, by) -> Iterator[TranslationRow]:
    """The source texts in which blocks are missing in the language, of the master and of what lies in it."""
    for model in kinds.MASTERS.values():
        masters = _in(model, master)
        if by is not None:
            policy = policy_registry.get_by_type(model.rows().model)
            masters = masters.filter(pk__in=policy.translatable(by, language).values("pk"))
        for source in model.rows().filter(master__in=masters.values("pk"), language_code=SOURCE, live=True):
            row = source.siblings().filter(language_code=language).first()
            if row is None or _missing(row.get_latest_revision_as_object(), source):
                yield source


def _in(model, master):
    if kinds.kind_of(master) == "module":
        return kinds.in_module(model, master.slug)
    if not isinstance(master, model):
        return model._default_manager.none()
    return kinds.in_use(model).filter(pk=master.pk)


def _missing(draft: TranslationRow, source: TranslationRow) -> list[str]:
    said = segments(source)
    states = draft.states(source)
    return [unit for unit, state in states.items() if state == UnitState.MISSING and said.get(unit)]


def _translated(texts: list[Marked], language: str, machine: Machine) -> Iterator[tuple[Piece, ...] | None]:
    """Each text in the language; None where the machine lost a sign that has to stay."""
    for start in range(0, len(texts), AT_ONCE):
        some = texts[start : start + AT_ONCE]
        for text, answer in zip(
            some, machine.translate([as_document(text) for text in some], SOURCE, language), strict=True
        ):
            pieces = from_document(answer, text.elements)
            numbers = {piece.number for piece in pieces if isinstance(piece, Sign)}
            whole = not numbers - text.elements.keys() and is_nested(pieces)
            whole = whole and Marked(pieces, text.elements, text.formatted).signs == text.signs
            yield pieces if whole and any(isinstance(p, str) and p.strip() for p in pieces) else None


def _closes(elements: dict[int, Element], number: int) -> bool:
    return bool(number in elements and elements[number].closing)


def as_document(text: Marked) -> str:
    """What machines get: words escaped, elements as <g id="1">…</g>."""
    tags = {Side.OPEN: '<g id="{}">', Side.CLOSE: "</g>", Side.ALONE: '<g id="{}"></g>'}
    return "".join(
        tags[piece.side].format(piece.number) if isinstance(piece, Sign) else escape(piece, quote=False)
        for piece in text.pieces
    )


def from_document(text: str, elements: dict[int, Element]) -> tuple[Piece, ...]:
    """The opposite; an element that has no closing tag stands alone."""
    found: list[Piece] = []
    still_open: list[int] = []
    at = 0
    for match in _TAG.finditer(text):
        if words := unescape(text[at : match.start()]):
            found.append(words)
        at = match.end()
        if match[1]:
            number = still_open.pop() if still_open else 0
            alone = found and found[-1] == Sign(Side.OPEN, number) and not _closes(elements, number)
            found[len(found) - bool(alone) :] = [Sign(Side.ALONE if alone else Side.CLOSE, number)]
        else:
            number = int(match[2] or 0)
            found.append(Sign(Side.ALONE if match[3] else Side.OPEN, number))
            if not match[3]:
                still_open.append(number)
    return joined([*found, unescape(text[at:])])
