"""Who can come into the demo and how. Codes are kept by the site as HMACs only, so they are written down here once."""

from django.conf import settings

from lms.learning.enrolling import code_of
from lms.people.codes import shown

from .learners import MORNING, SATURDAY

FILE = "demo-accounts.txt"


def keep(staff, groups: dict, workshop, enrolled: dict, certificates: dict) -> None:
    """Write the accounts into DATA_DIR, for its owner's eyes only."""
    lines = [f"{who}: {how}" for who, how in _known(staff, groups, workshop, enrolled, certificates)]
    file = settings.DATA_DIR / FILE
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def accounts() -> list[tuple[str, str]]:
    """(who, how they come in), as written down when the demo was furnished; empty where it was not."""
    file = settings.DATA_DIR / FILE
    if not settings.DEMO or not file.exists():
        return []
    lines = file.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(": ", 1)) for line in lines]


def _known(staff, groups, workshop, enrolled, certificates):
    for title, person in staff.accounts.items():
        yield title, f"{person.email}, password {staff.password}"
    for one in enrolled.values():
        if one.learner.role:
            yield f"Learner, {one.learner.role}", f"{one.card.shown} ({one.learner.name})"
    for title, name in (("Join, places left", SATURDAY), ("Join, all places taken", MORNING)):
        cohort = groups[name].cohort
        yield title, f"{shown(code_of(cohort))} ({cohort.name})"
    yield "Join, workshop", f"{shown(code_of(workshop))} ({workshop.name})"
    for title, certificate in certificates.items():
        yield f"Certificate, {title}", f"/v/{certificate.public_id}"
