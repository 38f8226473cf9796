"""What each role may do to what this room keeps; to which of it, `visible_to` of each noun says."""

from lms.people.models import Role
from lms.people.permissions import named

LOOKING = named(
    "view",
    "learning.cohort",
    "learning.enrolment",
    "learning.meeting",
    "learning.attendance",
    "learning.submission",
    "learning.assessment",
    "learning.accommodation",
    "learning.marking",
    "learning.regrading",
    "learning.override",
    "learning.localfact",
)
TEACHING = (
    LOOKING
    | named("change", "learning.enrolment", "learning.attendance", "learning.marking")
    | named("add change", "learning.meeting")
    | named("add", "learning.submission", "learning.assessment")
    | named("add delete", "learning.accommodation")
    | named("add change", "learning.override")
)
LEADING = TEACHING | named("add change", "learning.cohort") | named("change", "learning.localfact")

OF_ROLE = {Role.TRAINER: TEACHING, Role.COORDINATOR: LEADING, Role.OFFICE: LEADING}
