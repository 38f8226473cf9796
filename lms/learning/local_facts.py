"""What differs from location to location: filled in by its coordinators, read by its learners."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from curriculum.course_outline import Text
from curriculum.models import FactKind, LocalFactKey
from curriculum.reading import AskedFact
from curriculum.translation import SOURCE, reading_order
from lms.people.auditing import record
from lms.people.models import Location
from lms.people.refusals import Refusal

from .models import FactState, LocalFact


class SourceMissing(Refusal):
    sentence = _("Write down where this is from, so that others can look it up.")


@dataclass(frozen=True)
class ShownFact:
    """A local fact as a learner reads it. `location` is empty where it is not known whose value to show."""

    label: Text
    location: str = ""
    state: str = FactState.MISSING.value
    words: Text | None = None
    amount: Decimal | None = None
    link: str = ""
    source: str = ""
    valid_until: date | None = None

    @property
    def is_known(self) -> bool:
        return self.state != FactState.MISSING


def lay_out(
    *, keys: Iterable[LocalFactKey] | None = None, locations: Iterable[Location] | None = None
) -> None:
    """A place to be filled in for each of the keys (all) at each of the locations (all)."""
    locations = list(Location.objects.all() if locations is None else locations)
    LocalFact.objects.bulk_create(
        (
            LocalFact(key=key, location=location)
            for key in (LocalFactKey.objects.all() if keys is None else keys)
            for location in locations
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def fill_in(
    fact: LocalFact, words: dict[str, str], *, source: str, valid_until: date | None, by, at: datetime
) -> None:
    """What holds at the location from now on; no words take it away.

    `words` maps language → text; what is the same in every language stands under the source language.
    Raises `SourceMissing`.
    """
    words = {language: text.strip() for language, text in words.items() if text.strip()}
    if words and not source.strip():
        raise SourceMissing
    fact.words, fact.source, fact.valid_until = words, source.strip(), valid_until if words else None
    fact.changed_by, fact.changed_at = by, at
    fact.save()
    record("local_fact_filled_in", fact, by=by, at=at, location=fact.location, key=fact.key.slug, words=words)


def shown_facts(
    asked: Iterable[AskedFact], language: str, *, user, cohort_id: int | None, on: date
) -> dict[str, ShownFact]:
    """Short name → the fact as it holds on the day at the location of the cohort, or of somebody of the team.

    One query, if anything is asked. Nothing of it is kept: the next reader may be of another location.
    """
    asked = {one.key: one for one in asked}
    if not asked:
        return {}
    rows = LocalFact.objects.with_state(on).filter(key__slug__in=asked)
    if cohort_id is not None:
        rows = rows.filter(location__cohorts=cohort_id)
    else:
        rows = rows.filter(location__in=user.locations()).order_by("-location__name")
    found = {key: ShownFact(one.label) for key, one in asked.items()}
    for fact in rows.select_related("key", "location"):
        found[fact.key.slug] = _shown(fact, asked[fact.key.slug].label, language)
    return found


def _shown(fact: LocalFact, label: Text, language: str) -> ShownFact:
    given = {} if fact.state == FactState.MISSING else _value(fact.key.kind, fact.words, language)
    return ShownFact(
        label, fact.location.name, str(fact.state), source=fact.source, valid_until=fact.valid_until, **given
    )


def _value(kind: str, words: dict[str, str], language: str) -> dict:
    code = next((code for code in [*reading_order(language), SOURCE] if code in words), next(iter(words)))
    if kind == FactKind.AMOUNT:
        return {"amount": Decimal(words[code])}
    return {"link": words[code]} if kind == FactKind.LINK else {"words": Text(words[code], code)}
