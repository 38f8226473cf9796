"""What a certificate asks for, as data: read from the JSON of an achievement version, and told in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .refusals import RulesNotUnderstood

KEYS = {"courses", "refresher", "marks", "attendance_share", "meetings", "assignments", "pledges"}


@dataclass(frozen=True)
class Requirements:
    """What is asked for; shares lie between 0 and 1.

    Slugs of courses, and of those that renew; module slug → share that its quiz asks for; the share of planned units to
    attend; names of meetings that nobody may miss; (module, assignment) slugs of work to be accepted; (pledge slug,
    version from which on a signature counts). `renews`: asked of who holds a certificate already.
    """

    courses: tuple[str, ...] = ()
    refresher: tuple[str, ...] = ()
    marks: Mapping[str, Decimal] = field(default_factory=dict)
    attendance_share: Decimal | None = None
    meetings: tuple[str, ...] = ()
    assignments: tuple[tuple[str, str], ...] = ()
    pledges: tuple[tuple[str, int], ...] = ()
    renews: bool = False

    @classmethod
    def read(cls, data: dict) -> "Requirements":
        """From the JSON of an achievement version, in which all but `courses` may be left out. Raises
        RulesNotUnderstood."""
        if not isinstance(data, dict):
            raise RulesNotUnderstood(fault=data)
        if strange := set(data) - KEYS:
            raise RulesNotUnderstood(fault=", ".join(sorted(strange)))
        try:
            share = data.get("attendance_share")
            found = cls(
                courses=tuple(str(slug) for slug in data.get("courses", ())),
                refresher=tuple(str(slug) for slug in data.get("refresher", ())),
                marks={str(slug): Decimal(needed) for slug, needed in data.get("marks", {}).items()},
                attendance_share=None if share is None else Decimal(share),
                meetings=tuple(str(name) for name in data.get("meetings", ())),
                assignments=tuple((str(module), str(slug)) for module, slug in data.get("assignments", ())),
                pledges=tuple((str(slug), int(number)) for slug, number in data.get("pledges", ())),
            )
        except (AttributeError, TypeError, ValueError, InvalidOperation) as fault:
            raise RulesNotUnderstood(fault=fault) from fault
        if not found.courses:
            raise RulesNotUnderstood(fault=_("no course is named"))
        if not all(0 <= share <= 1 for share in found._shares()):
            raise RulesNotUnderstood(fault=_("a share lies between 0 and 1"))
        return found

    def of(self, course: str) -> "Requirements":
        """What is asked of a cohort of the course. A refresher asks for its own courses, the share of its meetings and
        the signatures, and for a certificate that it renews."""
        if course in self.courses or course not in self.refresher:
            return self
        return Requirements(
            courses=self.refresher,
            attendance_share=self.attendance_share,
            pledges=self.pledges,
            renews=True,
        )

    def _shares(self) -> Iterable[Decimal]:
        yield from self.marks.values()
        if self.attendance_share is not None:
            yield self.attendance_share

    def in_words(self) -> Iterable[str]:
        """The rules for people who choose among them."""
        yield gettext("Courses: %(courses)s") % {"courses": ", ".join(self.courses)}
        if self.refresher:
            yield gettext("Renewed by: %(courses)s") % {"courses": ", ".join(self.refresher)}
        for module, share in self.marks.items():
            facts = {"module": module, "percent": f"{share * 100:.0f}"}
            yield gettext("Quiz of %(module)s: %(percent)s per cent") % facts
        if self.attendance_share:
            percent = f"{self.attendance_share * 100:.0f}"
            yield gettext("Meetings: %(percent)s per cent of the planned units") % {"percent": percent}
        if self.meetings:
            yield gettext("Not to be missed: %(meetings)s") % {"meetings": ", ".join(self.meetings)}
        if self.assignments:
            work = ", ".join("/".join(one) for one in self.assignments)
            yield gettext("Practical work: %(work)s") % {"work": work}
        if self.pledges:
            signed = ", ".join(f"{slug} v{number}" for slug, number in self.pledges)
            yield gettext("To be signed: %(pledges)s") % {"pledges": signed}
