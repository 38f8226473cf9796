"""PO by translate-toolkit: one entry a text, its address as context, elements as <1>…</1> and <2/>.

In formatted text, words keep `&lt;` and `&amp;`, so that what looks like an element is one. A gap stays {{1}}.
"""

import re

from django.utils.translation import gettext as _
from translate.storage.poparser import PoParseError
from translate.storage.pypo import pofile

from curriculum.interop.course_folder.faults import Fault
from curriculum.markup import Marked, numbered
from curriculum.outdated import UnitState

from .shapes import Answer, Entry, FileRefused, Incoming, Outgoing, read_address

_PROGRAM = "Wohnlotse"


def write_po(outgoing: Outgoing) -> bytes:
    """The file as bytes, UTF-8; equal texts give equal bytes."""
    store = pofile()
    store.updateheader(
        add=True,
        Project_Id_Version=_PROGRAM,
        POT_Creation_Date=None,
        PO_Revision_Date=None,
        Last_Translator=None,
        Language_Team=None,
        Report_Msgid_Bugs_To=None,
        X_Generator=_PROGRAM,
        X_Source_Language=outgoing.source_language,
        Language=outgoing.language,
    )
    store.units[0].markfuzzy(False)
    for entry in outgoing.entries:
        _write(store, entry)
    return bytes(store)


def _write(store, entry: Entry) -> None:
    unit = store.addsourceunit(_text(entry.source))
    unit.setcontext(str(entry.address))
    for note in _notes(entry):
        unit.addnote(note, "developer")
    for remark in entry.remarks:
        unit.addnote(remark, "translator")
    unit.addlocation("/".join(entry.address.text))
    if entry.target:
        unit.target = _text(entry.target)
        unit.markfuzzy(entry.state in (UnitState.OUTDATED, UnitState.MACHINE))


def _notes(entry: Entry):
    yield from entry.notes
    for term in entry.terms:
        if term.translation:
            yield f"{term.word} = {term.translation}"
    for number, element in sorted(entry.source.elements.items()):
        if element.tag != "gap":
            yield f"<{number}>: {element.sense}"


def _text(marked: Marked) -> str:
    return numbered(marked) if marked.formatted else marked.stored()


def read_po(data: bytes, name: str) -> Incoming:
    """What the file says. Raises `FileRefused` with a line for everything that cannot be understood."""
    try:
        store = pofile.parsestring(data)
    except (PoParseError, ValueError, LookupError) as refused:
        found = re.search(r"on line (\d+)", str(refused))
        raise FileRefused(
            [
                Fault(
                    name,
                    int(found[1]) if found else 1,
                    _("This is no PO file: %(fault)s") % {"fault": refused},
                )
            ]
        ) from None
    incoming, faults = Incoming(store.parseheader().get("Language", "")), []
    units = [unit for unit in store.units if unit.source and not unit.isobsolete()]
    for unit, line in zip(units, _lines(data, len(units)), strict=True):
        address = read_address(unit.getcontext())
        if address is None:
            faults.append(
                Fault(name, line, _("This entry does not say which text it is: its context was changed."))
            )
            continue
        incoming.answers.append(Answer(address, str(unit.target) or None, not unit.isfuzzy(), line))
    if faults:
        raise FileRefused(faults)
    return incoming


def _lines(data: bytes, number: int) -> list[int]:
    """The line at which each entry begins; the first for all where that cannot be told."""
    found = [
        line
        for line, text in enumerate(data.decode("utf-8", "replace").split("\n"), 1)
        if text.lstrip("\ufeff").startswith("msgctxt")
    ]
    return found if len(found) == number else [1] * number
