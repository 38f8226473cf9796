"""What a file that came back would change: decided entry by entry, and nothing written yet."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from curriculum import kinds
from curriculum.former_states import former_states
from curriculum.interop.course_folder.faults import Fault
from curriculum.markup import Marked, from_numbered, is_nested, marked, same_words
from curriculum.outdated import UnitState
from curriculum.segments import Path, Segment, segments
from curriculum.translation import SOURCE, TranslationRow

from .shapes import Address, Answer, FileRefused, Incoming

#: what no database takes in a text: NUL, and halves of signs
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Outcome(StrEnum):
    """What becomes of a unit. Taken are the first three."""

    TRANSLATED = "translated"
    OUTDATED = "outdated"  # taken, but made from a source that has changed since
    CONFIRMED = "confirmed"
    UNCHANGED = "unchanged"
    INCOMPLETE = "incomplete"
    KEPT = "kept"  # what stands on the site is newer
    GONE = "gone"


@dataclass(frozen=True)
class Decision:
    """What becomes of one unit, and the texts to be written.

    `made_of` is the digest of the source that counts as translated, `machine` whether somebody has to look at it yet.
    """

    unit: str
    outcome: Outcome
    line: int
    made_of: str
    machine: bool
    texts: dict[Path, str] = field(default_factory=dict)


@dataclass
class Change:
    """What a file would do to one text: of `master` in the language, whose latest content is `draft` (or nothing)."""

    master: object
    source: TranslationRow
    draft: TranslationRow | None
    decisions: list[Decision] = field(default_factory=list)

    @property
    def taken(self) -> list[Decision]:
        taken = (Outcome.TRANSLATED, Outcome.OUTDATED, Outcome.CONFIRMED)
        return [one for one in self.decisions if one.outcome in taken]


def decide(incoming: Incoming, name: str, *, by=None) -> list[Change]:
    """What the file would change, text by text. Raises `FileRefused` with every line that cannot be taken."""
    if incoming.language == SOURCE or incoming.language not in dict(settings.LANGUAGES):
        sentence = _("The file does not say a language into which this site translates.")
        raise FileRefused([Fault(name, 1, sentence)])
    deciding = _Deciding(incoming.language, name, by)
    changes = deciding.changes(incoming.answers)
    if deciding.faults:
        raise FileRefused(deciding.faults)
    return changes


class _Deciding:
    def __init__(self, language: str, name: str, by):
        self.language, self.name, self.by = language, name, by
        self.faults: list[Fault] = []

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(self.name, line, sentence))

    def changes(self, answers: list[Answer]) -> list[Change]:
        by_text: dict[tuple, list[Answer]] = defaultdict(list)
        for answer in answers:
            by_text[answer.address.text].append(answer)
        found = []
        for (kind, address), (source, row) in self._rows(by_text).items():
            given = by_text.pop((kind, address))
            change = Change(source.master, source, row and row.get_latest_revision_as_object())
            if row and self._is_locked(row):
                self.fault(given[0].line, _("“%(text)s” is locked or being reviewed.") % {"text": row})
            _Text(self, change, given).decide()
            found.append(change)
        for given in by_text.values():
            sentence = _("There is no text “%(text)s” that you could translate into this language.")
            self.fault(given[0].line, sentence % {"text": "/".join(given[0].address.text)})
        return found

    def _rows(self, wanted) -> dict[tuple, tuple]:
        """(kind, address) → source and translation, of what is there and may be translated."""
        found = {}
        for kind in sorted({kind for kind, _address in wanted} & kinds.MASTERS.keys()):
            model = kinds.MASTERS[kind]
            masters = kinds.in_use(model).filter(address__in=[a for k, a in wanted if k == kind])
            if self.by is not None:
                policy = policy_registry.get_by_type(model.rows().model)
                masters = masters.filter(pk__in=policy.translatable(self.by, self.language).values("pk"))
            addresses = dict(masters.values_list("pk", "address"))
            rows = model.rows().filter(master__in=list(addresses)).select_related("latest_revision", "master")
            both = defaultdict(dict)
            for row in rows.filter(language_code__in=[SOURCE, self.language]):
                both[row.master_id][row.language_code] = row
            for pk, there in both.items():
                if SOURCE in there and there[SOURCE].live:
                    found[kind, addresses[pk]] = there[SOURCE], there.get(self.language)
        return found

    def _is_locked(self, row) -> bool:
        lock = row.get_lock()
        return bool(lock and (self.by is None or lock.for_user(self.by)))


class _Text:
    """One text: the answers to its units against what stands on the site."""

    def __init__(self, deciding: _Deciding, change: Change, answers: list[Answer]):
        self.deciding, self.change = deciding, change
        source, draft = change.source, change.draft
        self.now, self.said = source.units(), _by_path(segments(source))
        self.own = _by_path(segments(draft)) if draft else {}
        self.own_now = draft.units() if draft else {}
        self.states = draft.states(source) if draft else {}
        self.made_from = draft.made_from if draft else {}
        self.units: dict[str, list[Answer]] = defaultdict(list)
        for answer in answers:
            self.units[answer.address.unit].append(answer)
        self.former = self._former()

    def decide(self) -> None:
        for unit, answers in self.units.items():
            first = answers[0].address
            outcome, texts = self._outcome(unit, first, answers)
            done = all(answer.done for answer in answers)  # else it stays marked as it was
            made_of = first.made_of if done else first.behind or first.made_of
            machine = not done and not first.behind
            self.change.decisions.append(Decision(unit, outcome, answers[0].line, made_of, machine, texts))

    def _outcome(self, unit: str, address: Address, answers: list[Answer]) -> tuple[Outcome, dict]:
        if unit not in self.now:
            return Outcome.GONE, {}
        if all(answer.content is None for answer in answers):
            return Outcome.UNCHANGED, {}
        said = self.said[unit] if address.made_of == self.now[unit] else self.former.get(unit)
        if said is None or any(answer.address.path not in said for answer in answers):
            return Outcome.KEPT, {}  # of a source that nobody remembers
        texts = self._texts(unit, said, answers)
        known = self.states.get(unit, UnitState.MISSING) != UnitState.MISSING
        own = self.own.get(unit, {}) if known else {}
        if all(path in own and _same(own[path], text) for path, text in texts.items()):
            return self._confirmed(unit, address, answers), {}
        if known and (self.own_now.get(unit, "") != address.was or self._is_newer(unit, address)):
            return Outcome.KEPT, {}
        if said.keys() - texts.keys() - own.keys():
            return Outcome.INCOMPLETE, {}
        self._check(unit, said, texts, answers)
        older = address.made_of != self.now[unit]
        return (Outcome.OUTDATED if older else Outcome.TRANSLATED), texts

    def _confirmed(self, unit: str, address: Address, answers: list[Answer]) -> Outcome:
        """The same words: said to be right for a source for which they were not, or nothing at all."""
        made = self.made_from.get(unit, {})
        done = all(answer.done and answer.content is not None for answer in answers)
        if not done or made.get("source") == address.made_of and not made.get("machine"):
            return Outcome.UNCHANGED
        return Outcome.UNCHANGED if self._is_newer(unit, address) else Outcome.CONFIRMED

    def _is_newer(self, unit: str, address: Address) -> bool:
        """Whether the translation was made of the present source, and the file of an older one."""
        present = self.made_from.get(unit, {}).get("source") == self.now[unit]
        return present and address.made_of != self.now[unit]

    def _texts(self, unit: str, said: dict[Path, Segment], answers: list[Answer]) -> dict[Path, str]:
        """Path → the text as it would be stored, of all that is answered."""
        texts = {}
        for answer in answers:
            path = answer.address.path
            if answer.content is None:
                continue
            if any(_UNSTORABLE.search(piece) for piece in answer.content if isinstance(piece, str)):
                self.deciding.fault(answer.line, _("A sign in it cannot be stored."))
                continue
            source, own = self._both(unit, said[path])
            if isinstance(answer.content, str) and not source.formatted:
                texts[path] = answer.content
                continue
            pieces = from_numbered(answer.content) if isinstance(answer.content, str) else answer.content
            elements = {**source.elements, **(own.elements if own else {})}
            numbers = {piece.number for piece in pieces if not isinstance(piece, str)}
            if numbers - elements.keys() or not is_nested(pieces):
                self.deciding.fault(answer.line, _("A code was added, or does not close where it should."))
                continue
            texts[path] = Marked(pieces, elements, source.formatted).stored()
        return texts

    def _both(self, unit: str, segment: Segment) -> tuple[Marked, Marked | None]:
        source = marked(segment.text, formatted=segment.formatted)
        own = self.own.get(unit, {}).get(segment.path)
        return source, own and marked(own.text, formatted=own.formatted, like=source)

    def _check(self, unit: str, said: dict[Path, Segment], texts: dict[Path, str], answers) -> None:
        """What is protected is there, as often as in the source (or as the text had it), and nothing is too long."""
        lines = {answer.address.path: answer.line for answer in answers}
        for path, text in texts.items():
            segment = said[path]
            source, own = self._both(unit, segment)
            signs = marked(text, formatted=segment.formatted, like=source).signs
            if signs != source.signs and (own is None or signs != own.signs):
                self.deciding.fault(lines[path], _fault_in(source.signs, signs))
            if segment.longest and len(text) > segment.longest:
                sentence = _("This is too long: %(is)s signs, where %(may)s fit.")
                self.deciding.fault(lines[path], sentence % {"is": len(text), "may": segment.longest})
            if not segment.lines and "\n" in text:
                self.deciding.fault(lines[path], _("This text stands in one line."))

    def _former(self) -> dict[str, dict[Path, Segment]]:
        """Unit → its texts in the state of the source that the file names, where it is not the present one."""
        wanted = {
            unit: {answers[0].address.made_of}
            for unit, answers in self.units.items()
            if self.now.get(unit, answers[0].address.made_of) != answers[0].address.made_of
        }
        if not wanted:
            return {}
        found = former_states(self.change.source, wanted)
        return {unit: _by_path(segments(states[0][1]))[unit] for unit, states in found.items() if states}


def _by_path(said: dict[str, list[Segment]]) -> dict[str, dict[Path, Segment]]:
    return {unit: {segment.path: segment for segment in texts} for unit, texts in said.items()}


def _same(own: Segment, text: str) -> bool:
    return same_words(own.text, text, formatted=own.formatted)


def _fault_in(source, signs) -> str:
    missing = ", ".join(sense for _side, sense in source - signs)
    added = ", ".join(sense for _side, sense in signs - source)
    if missing:
        return _("What must stay is missing: %(what)s") % {"what": missing}
    return _("What was not there was added: %(what)s") % {"what": added}
