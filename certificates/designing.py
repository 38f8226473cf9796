"""How certificates look: checked before it is used, written into each snapshot, frozen by the first certificate."""

from datetime import datetime

from django.db import transaction

from lms.people.auditing import record
from lms.printing.contrast import contrast
from lms.printing.coverage import uncovered
from lms.printing.faults import CannotPrint
from lms.printing.measuring import width_mm

from .design_faults import DesignFault
from .document import COLUMN_MM, NAME_SIZES, print_document
from .looks import darker
from .models import SAMPLES, Design
from .refusals import DesignInUse, DesignNotFit
from .sampling import sample_snapshot

#: of the Web Content Accessibility Guidelines, 1.4.3
CONTRAST = 4.5
PAPER = "#fffefa"
#: (room in mm, points, lines) of what somebody writes
HEADING, SIGNER, CLOSING = (COLUMN_MM, 28, 1), (COLUMN_MM - 2, 9.6, 1), (60, 8.5, 2)
MOST_SIGNERS = 2


@transaction.atomic
def check(design: Design, *, by, at: datetime) -> Design:
    """Say that the design can be used from now on. Raises DesignNotFit, which names every fault."""
    design = Design.objects.select_for_update().get(pk=design.pk)
    if found := faults(design):
        raise DesignNotFit(found)
    if design.checked_at is None:
        design.checked_at = at
        design.save(update_fields=["checked_at"])
        record("design_checked", design, by=by, at=at)
    return design


def uncheck(design_id: int) -> None:
    """What was changed is to be checked again, unless it is in use: then it was not changed."""
    Design.objects.filter(pk=design_id, frozen_at=None, achievements=None).update(checked_at=None)


def must_be_free(design: Design) -> None:
    """Raises DesignInUse where a certificate has been given the design."""
    if design.frozen_at or design.achievements.exists():
        raise DesignInUse


def freeze(design: Design | None, *, at: datetime) -> None:
    """Call it with the first certificate, in the same transaction."""
    if design and design.frozen_at is None:
        Design.objects.filter(pk=design.pk, frozen_at=None).update(frozen_at=at)


def words_of(design: Design | None, languages: list[str]) -> dict | None:
    """What a snapshot keeps of a design: all that is printed of it, the logo by its name in our
    storage. None: the house's look."""
    if design is None:
        return None
    rows = design.own_rows().filter(live=True, language_code__in=languages) if design.pk else []
    return {
        "id": design.pk,
        "layout": design.layout,
        "band": design.band,
        "on_band": design.on_band,
        "accent": design.accent,
        "signers": design.signers,
        "logo": design.logo.name or "",
        "texts": {row.language_code: {"heading": row.heading, "closing": row.closing} for row in rows},
    }


def faults(design: Design) -> list[DesignFault]:
    """What keeps the design from being used: contrast, room, letters, and whether each sample can be printed."""
    found = [*_of_colours(design), *_of_room(design), *_of_letters(design)]
    if not found:
        found += _of_printing(design)
    return found


def _of_colours(design: Design):
    pairs = (
        ("on_band", design.on_band, design.band),
        ("on_ground", design.on_band, darker(design.band)),
        ("accent", design.accent, PAPER),
    )
    for name, one, other in pairs:
        measured = contrast(one, other)
        if measured < CONTRAST:
            yield DesignFault(name, {"contrast": f"{measured:.1f}", "needed": f"{CONTRAST:.1f}"})


def _of_room(design: Design):
    if len(design.signers) > MOST_SIGNERS:
        yield DesignFault("signers", {"most": MOST_SIGNERS})
    rows = design.own_rows().filter(live=True)
    if not rows.exists():
        yield DesignFault("no_text", {})
    written = [("signer", line, SIGNER) for line in design.signers]
    written += [
        (name, getattr(row, name), room)
        for row in rows
        for name, room in (("heading", HEADING), ("closing", CLOSING))
    ]
    for name, words, (room, points, lines) in written:
        full = room if lines == 1 else room * lines * 0.9  # broken lines are never quite full
        if width_mm(words, points, bold=name != "closing") > full:
            yield DesignFault("too_long", {"words": words})
    points, lines = NAME_SIZES[-1]
    for name, _label in SAMPLES:
        holder = sample_snapshot(name)["holder"]
        if any(
            width_mm(holder[side], points, bold=True) > COLUMN_MM * lines * 0.8 for side in ("latin", "own")
        ):
            yield DesignFault("too_long", {"words": holder["latin"]})


def _of_letters(design: Design):
    words = "".join(
        [*design.signers, *(row.heading + row.closing for row in design.own_rows().filter(live=True))]
    )
    if letters := uncovered(words):
        yield DesignFault("letters", {"letters": " ".join(letters)})


def _of_printing(design: Design):
    try:
        for name, _label in SAMPLES:
            print_document(sample_snapshot(name, words_of(design, ["de", "ar", "en"])))
    except CannotPrint as fault:
        yield DesignFault("printing", {"fault": str(fault)})
