"""Facts of a cohort that rules name one by one: meetings that nobody may miss, and pledges that are signed."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from lms.learning.models import Attendance, Meeting

from .models import Pledge, Signature
from .qualifying import MeetingFact, PledgeFact


def meetings_of(
    cohort_id: int, enrolment_ids: Iterable[int], names: Iterable[str], *, at: datetime
) -> dict[int, dict[str, MeetingFact]]:
    """Enrolment id → name of a planned meeting → facts; a meeting that makes up for it counts as the same. Two
    queries, however many enrolments."""
    planned = list(Meeting.objects.filter(cohort=cohort_id, cancelled_at=None))
    parts = {}
    for name in names:
        named = [one for one in planned if same_name(one.title, name) and one.makes_up_for_id is None]
        if named:
            ids = {one.pk for one in named}
            parts[name] = named, [one for one in planned if one.pk in ids or one.makes_up_for_id in ids]
    attended = {pk: {} for pk in enrolment_ids}
    for enrolment_id, meeting_id, units in Attendance.objects.filter(enrolment__in=attended).values_list(
        "enrolment", "meeting", "units"
    ):
        attended[enrolment_id][meeting_id] = units
    return {
        pk: {name: _fact(named, all_of_it, was_there, at) for name, (named, all_of_it) in parts.items()}
        for pk, was_there in attended.items()
    }


def _fact(
    named: list[Meeting], all_of_it: list[Meeting], was_there: dict[int, Decimal], at: datetime
) -> MeetingFact:
    return MeetingFact(
        planned=sum((one.units for one in named), Decimal(0)),
        attended=sum((min(was_there.get(one.pk, Decimal(0)), one.units) for one in all_of_it), Decimal(0)),
        still_possible=any(one.pk not in was_there and one.starts_at > at for one in all_of_it),
    )


def same_name(one: str, other: str) -> bool:
    """Names are compared as people do: case and blanks do not count."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def pledges_of(
    enrolment_ids: Iterable[int], slugs: Iterable[str], language: str
) -> dict[int, dict[str, PledgeFact]]:
    """Enrolment id → pledge slug → facts, titles in the language; as many queries for one enrolment as for thirty."""
    titles = {
        pledge.slug: text.title if (text := pledge.text(language)) else pledge.slug
        for pledge in Pledge.objects.filter(slug__in=slugs).prefetch_related("translations")
    }
    found = {pk: {slug: PledgeFact(title) for slug, title in titles.items()} for pk in enrolment_ids}
    rows = Signature.objects.filter(enrolment__in=found, pledge__slug__in=titles).order_by("version")
    for enrolment_id, slug, *signed in rows.values_list(
        "enrolment", "pledge__slug", "version", "language", "signed_at"
    ):
        found[enrolment_id][slug] = PledgeFact(titles[slug], *signed)
    return found
