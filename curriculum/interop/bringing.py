"""Bring what a file says onto one row of the site, unit by unit, and remember it as loaded."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from curriculum.models import Loaded
from curriculum.outdated import translated

from .course_folder.faults import Fault
from .merging import Side, merge

BOTH_CHANGED = _(
    "“%(unit)s” was changed here and on the site. Say --theirs to take the file, or --ours to keep the site."
)


class Bringing:
    """The memory of one load: what was loaded before, who wins, and the `faults` nobody could decide."""

    def __init__(self, *, by, prefer: Side | None):
        self.by, self.prefer = by, prefer
        self.faults: list[Fault] = []
        self._loaded = {(x.kind, x.object_id, x.language_code): x for x in Loaded.objects.all()}

    def was_loaded(self, thing) -> bool:
        """Whether an earlier load brought it, or the present one did."""
        return _key(thing, "") in self._loaded

    def forget(self, thing) -> None:
        """It goes: what was loaded of it is of no meaning."""
        if loaded := self._loaded.pop(_key(thing, ""), None):
            loaded.delete()

    def facts(self, row, wanted: dict, file: str, line: int, *, new: bool) -> None:
        """Bring what is true in every language onto the row."""
        live = {name: getattr(row, name) for name in wanted}
        unsaid = {name: row._meta.get_field(name).get_default() for name in wanted}
        taken = self.decide(row, "", wanted, live, file, {"": line}, new=new, unsaid=unsaid)
        if taken:
            for name in taken:
                setattr(row, name, wanted[name])
            row.save(update_fields=columns_of(taken))

    def text(self, master, language: str, content: dict, machine: bool, file: str, lines: dict) -> None:
        """Bring a language's text onto its row: a published revision, and a draft of the site kept as draft."""
        row = master.own_rows().filter(language_code=language).first()
        if row is None:
            row = master.new_row(language)
            _fill(row, content)
            wanted = _units(row)
            row.made_from = self._made_from(row, wanted, machine)
            row.appear(by=self.by)
            self._remember(master, language, wanted)
            return
        fresh = master.new_row(language)
        _fill(fresh, content)
        wanted = _units(fresh)
        taken = self.decide(master, language, wanted, _units(row), file, lines)
        if not taken:
            return
        draft = row.get_latest_revision_as_object() if row.has_unpublished_changes else None
        self._take(row, fresh, taken, machine)
        row.save_revision(user=self.by, clean=False).publish(user=self.by, skip_permission_checks=True)
        if draft:
            self._take(draft, fresh, taken, machine)
            draft.save_revision(user=self.by, clean=False)

    def _take(self, row, fresh, taken: frozenset[str], machine: bool) -> None:
        for name in row.content_fields:
            if name in row.stream_fields:
                setattr(row, name, _merged_stream(getattr(row, name), getattr(fresh, name), name, taken))
            elif name in taken:
                setattr(row, name, getattr(fresh, name))
        row.made_from = {
            **row.made_from,
            **self._made_from(row, taken & row.units().keys(), machine),
        }
        row.units_to_do = row.count_to_do()

    def _made_from(self, row, units, machine: bool) -> dict:
        """What was translated, from the source as it now stands; nothing in the source language."""
        source = row.source_row()
        if source is None:
            return {}
        present = source.units()
        return translated({}, {unit: present[unit] for unit in units if unit in present}, machine=machine)

    def decide(
        self,
        thing,
        language: str,
        wanted: dict,
        live: dict,
        file: str,
        lines: dict,
        *,
        new: bool = False,
        unsaid: dict = MappingProxyType({}),
    ) -> frozenset[str]:
        """Names to take from the file; conflicts become faults. What the file says is remembered as loaded.

        What is `new` has nothing of the site's own. What the site made itself and was never loaded is its own work.
        `unsaid` is what holds where nothing is said: of names that no file could say yet when it was loaded last.
        """
        wanted, live = _plain(wanted), _plain(live)
        loaded = self._loaded.get(_key(thing, language))
        before = {**_plain(unsaid), **loaded.facts} if loaded else live if new else {}
        decided = merge(wanted, before, live, prefer=self.prefer)
        for unit in sorted(decided.conflicts):
            self.faults.append(
                Fault(
                    file,
                    lines.get(unit) or lines.get("") or 1,
                    str(BOTH_CHANGED) % {"unit": unit},
                )
            )
        self._remember(thing, language, wanted)
        return decided.taken

    def _remember(self, thing, language: str, facts: dict) -> None:
        key, facts = _key(thing, language), _plain(facts)
        row = self._loaded.get(key)
        if row is None:
            kind, object_id, language_code = key
            self._loaded[key] = Loaded.objects.create(
                kind=kind, object_id=object_id, language_code=language_code, facts=facts
            )
        elif row.facts != facts:
            row.facts = facts
            row.save(update_fields=["facts"])


def _fill(row, content: dict) -> None:
    for name, value in content.items():
        if name in row.stream_fields:
            value = row._meta.get_field(name).stream_block.to_python(value)
        setattr(row, name, value)


def _units(row) -> dict[str, str]:
    """The row's units, and for each stream the order of its blocks, as unit `field:`."""
    orders = {f"{name}:": " ".join(block.id for block in getattr(row, name)) for name in row.stream_fields}
    return {**row.units(), **orders}


def _merged_stream(own, fresh, name: str, taken: frozenset[str]):
    """The site's blocks, with those taken from the file, in the order of the file if that was taken, too."""
    mine = {child.id: child.get_prep_value() for child in own}
    theirs = {child.id: child.get_prep_value() for child in fresh}
    blocks = {key: raw for key, raw in mine.items() if f"{name}:{key}" not in taken}
    blocks |= {key: raw for key, raw in theirs.items() if f"{name}:{key}" in taken}
    order = list(theirs if f"{name}:" in taken else mine)
    order += [key for key in blocks if key not in order]
    return own.stream_block.to_python([blocks[key] for key in order if key in blocks])


def columns_of(taken) -> list[str]:
    """The columns to save: what becomes required may have got its day."""
    return sorted({*taken, "required_from"} if "required" in taken else taken)


def _key(thing, language: str) -> tuple[str, int, str]:
    return thing._meta.model_name, thing.pk, language


def _plain(facts: dict) -> dict:
    """As JSON keeps it: dates and decimals as text, whole decimals without their point."""
    return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value):
    if value is None or isinstance(value, str | bool | list | dict):
        return value
    if isinstance(value, int):
        return str(value)
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
