"""What of the site goes into a file for translators: every text in use, block by block, as it stands now."""

from collections import defaultdict

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from curriculum import kinds
from curriculum.glossary import FixedTerm, fixed_terms, named_in
from curriculum.markup import marked
from curriculum.models import Module, NoteThread
from curriculum.outdated import UnitState
from curriculum.rich_text import terms_in
from curriculum.segments import Segment, segments
from curriculum.translation import SOURCE, TranslationRow
from lms.people.refusals import Refusal

from .shapes import Address, Entry, Outgoing, Text


class NotATarget(Refusal):
    sentence = _("“%(language)s” is no language that is translated into.")


class ModuleUnknown(Refusal):
    sentence = _("There is no module “%(slug)s” in use.")


class NothingToExport(Refusal):
    sentence = _("There is no text that you could translate into this language.")


def gather(language: str, *, module: str = "", by=None) -> Outgoing:
    """All published source texts with their translation into the language, of one module or of everything.

    Somebody (`by`) gets what they may translate; nobody (a command) gets all. The glossary comes first.
    Raises `NotATarget`, `ModuleUnknown`, `NothingToExport`.
    """
    check_target(language)
    if module and not Module.objects.filter(slug=module, archived_at=None).exists():
        raise ModuleUnknown(slug=module)
    terms, remarks = fixed_terms(language), _remarks(language, by)
    texts = [
        (place, _text(address, source, row, terms, remarks))
        for place, address, source, row in _rows(language, module, by)
    ]
    if not texts:
        raise NothingToExport
    return Outgoing(SOURCE, language, tuple(text for _place, text in sorted(texts, key=lambda one: one[0])))


def check_target(language: str) -> None:
    """Raises `NotATarget` for the source language and for what is no language of the site."""
    if language == SOURCE or language not in dict(settings.LANGUAGES):
        raise NotATarget(language=language)


def _rows(language: str, module: str, by):
    """(place in the file, address, source, latest translation or None) of each thing."""
    for order, (kind, model) in enumerate(kinds.MASTERS.items()):
        masters = kinds.in_module(model, module) if module else kinds.in_use(model)
        rows = model.rows()
        if by is not None:
            policy = policy_registry.get_by_type(rows.model)
            masters = masters.filter(pk__in=policy.translatable(by, language).values("pk"))
        addresses = dict(masters.values_list("pk", "address"))
        fitting = rows.filter(master__in=list(addresses), language_code__in=[SOURCE, language])
        found: dict[int, dict[str, TranslationRow]] = {}
        for row in fitting.select_related("latest_revision", "master"):
            found.setdefault(row.master_id, {})[row.language_code] = row
        for pk, both in found.items():
            if SOURCE in both and both[SOURCE].live:
                address, source, row = addresses[pk], both[SOURCE], both.get(language)
                place = (_shelf(model, address), order, getattr(source.master, "sort_order", 0), pk)
                yield place, (kind, address), source, row and row.get_latest_revision_as_object()


def _shelf(model, address: str) -> str:
    """The glossary first, then courses, then module by module."""
    if model is Module or kinds.lies_in_module(model):
        return f"2 {address.partition('/')[0]}"
    return "1" if model._meta.model_name == "course" else "0"


def _remarks(language: str, by) -> dict[tuple[str, int, str], list[str]]:
    """(kind, text, unit) → what the team says about it and has not resolved. Who said it is told to nobody outside."""
    threads = NoteThread.objects.open() if by is None else NoteThread.objects.open().visible_to(by)
    found = defaultdict(list)
    for thread in threads.filter(text__language_code__in=[SOURCE, language]).prefetch_related("notes"):
        said = ["\n".join(note.words.splitlines()) for note in thread.notes.all() if note.words]
        found["lesson", thread.text_id, thread.block] += said
    return found


def _text(address, source, row, terms: list[FixedTerm], remarks) -> Text:
    digests, said = source.units(), segments(source)
    states = row.states(source) if row else dict.fromkeys(digests, UnitState.MISSING)
    own_digests, own = (row.units(), segments(row)) if row else ({}, {})
    labels, entries = labels_of(source), []
    for unit, texts in said.items():
        known = states[unit] != UnitState.MISSING
        there = {segment.path: segment for segment in own.get(unit, ())} if known else {}
        behind = row.made_from[unit]["source"] if states[unit] == UnitState.OUTDATED else ""
        said = [note for one in (source, row) if one for note in remarks.get((address[0], one.pk, unit), ())]
        for number, segment in enumerate(texts):
            entries.append(
                Entry(
                    Address(
                        *address,
                        unit,
                        segment.path,
                        digests[unit],
                        own_digests.get(unit, "") if known else "",
                        behind,
                    ),
                    state=states[unit],
                    notes=(f"{source} · {labels[unit]}",),
                    terms=tuple(_named(segment, terms)),
                    remarks=() if number else tuple(said),
                    **_both(segment, there.get(segment.path)),
                )
            )
    return Text(str(source), tuple(entries))


def _both(segment: Segment, own: Segment | None) -> dict:
    source = marked(segment.text, formatted=segment.formatted)
    target = own and marked(own.text, formatted=own.formatted, like=source)
    return {"source": source, "target": target}


def _named(segment: Segment, terms: list[FixedTerm]) -> list[FixedTerm]:
    return named_in(segment.text, terms, marked=terms_in(segment.text))


def labels_of(row: TranslationRow) -> dict[str, str]:
    """Unit → what kind of block or field it is, for people."""
    found = {}
    for name in row.content_fields:
        if name in row.stream_fields:
            found |= {f"{name}:{child.id}": str(child.block.label) for child in getattr(row, name)}
        else:
            found[name] = capfirst(str(row._meta.get_field(name).verbose_name))
    return found
