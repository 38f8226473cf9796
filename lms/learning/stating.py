"""What happened, as xAPI 1.0.3 statements: pure. Sections are those of xAPI-Data.md of the specification.

A statement of the same fact is always the same: its id is a UUID of version 5 made of the site and the fact. Actors
are accounts with an opaque name (2.4.2.4); nothing in a statement names a person.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from lms.people.codes import sealed

PLATFORM = "Wohnlotse"
ADL, CMI5 = "http://adlnet.gov/expapi", "https://w3id.org/xapi/adl/verbs"

#: word → IRI and display (2.4.3); `voided` is reserved by 2.3.2
VERBS = {
    "experienced": (f"{ADL}/verbs/experienced", {"en": "opened", "de": "hat geöffnet"}),
    "interacted": (f"{ADL}/verbs/interacted", {"en": "asked themselves", "de": "hat sich selbst geprüft"}),
    "completed": (f"{ADL}/verbs/completed", {"en": "completed", "de": "hat abgeschlossen"}),
    "attempted": (f"{ADL}/verbs/attempted", {"en": "attempted", "de": "hat begonnen"}),
    "answered": (f"{ADL}/verbs/answered", {"en": "answered", "de": "hat beantwortet"}),
    "passed": (f"{ADL}/verbs/passed", {"en": "passed", "de": "hat bestanden"}),
    "failed": (f"{ADL}/verbs/failed", {"en": "failed", "de": "hat nicht bestanden"}),
    "waived": (f"{CMI5}/waived", {"en": "was waived", "de": "wurde angerechnet"}),
    "voided": (f"{ADL}/verbs/voided", {"en": "voided", "de": "hat aufgehoben"}),
}
#: kind → IRI of the type of an activity (2.4.4.1)
TYPES = {
    "course": f"{ADL}/activities/course",
    "module": f"{ADL}/activities/module",
    "lesson": f"{ADL}/activities/lesson",
    "quiz": f"{ADL}/activities/assessment",
    "question": f"{ADL}/activities/question",
    "assignment": f"{ADL}/activities/performance",
}


@dataclass(frozen=True)
class Activity:
    """Something that is learned, with its title language by language."""

    kind: str
    id: int
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stater:
    """Makes the statements of a site, whose address is part of every id."""

    site: str

    def statement(
        self,
        fact: str,
        actor: int,
        verb: str,
        what: Activity | dict,
        at: datetime,
        *,
        result: dict | None = None,
        registration: int | None = None,
        language: str = "",
        parent: tuple[str, int] | None = None,
        course: int | None = None,
    ) -> dict:
        """The statement of a `fact` (its kind and id, as `record:12`), by the person with the id `actor`."""
        iri, display = VERBS[verb]
        found = {
            "id": str(self.id_of(f"{fact}:{verb}")),
            "actor": self.agent(actor),
            "verb": {"id": iri, "display": display},
            "object": self.activity(what) if isinstance(what, Activity) else what,
            "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds"),
        }
        if result:
            found["result"] = result
        if isinstance(what, Activity):
            found["context"] = self._context(registration, language, parent, course)
        return found

    def voiding(self, fact: str, verb: str, actor: int, at: datetime) -> dict:
        """That the statement of the fact with the verb no longer holds (2.3.2)."""
        reference = {"objectType": "StatementRef", "id": str(self.id_of(f"{fact}:{verb}"))}
        return self.statement(fact, actor, "voided", reference, at)

    def id_of(self, name: str) -> UUID:
        return uuid5(uuid5(NAMESPACE_URL, self.site), name)

    def agent(self, person_id: int) -> dict:
        """2.4.2.1 and 2.4.2.4: an account whose name only the site can lead back to a person."""
        name = sealed("xapi actor", str(person_id))[:32]
        return {"objectType": "Agent", "account": {"homePage": self.site, "name": name}}

    def activity(self, what: Activity) -> dict:
        definition = {"type": TYPES[what.kind]}
        if what.names:
            definition["name"] = what.names
        return {**self._bare(what.kind, what.id), "definition": definition}

    def _bare(self, kind: str, id: int) -> dict:
        return {"objectType": "Activity", "id": f"{self.site}/activities/{kind}/{id}"}

    def _context(self, registration, language: str, parent, course) -> dict:
        """2.4.6."""
        found = {"platform": PLATFORM}
        if registration:
            found["registration"] = str(self.id_of(f"enrolment:{registration}"))
        if language:
            found["language"] = language
        around = {}
        if parent:
            around["parent"] = [self._bare(*parent)]
        if course:
            around["grouping"] = [self._bare("course", course)]
        if around:
            found["contextActivities"] = around
        return found


def score(marks: Decimal, most: Decimal) -> dict | None:
    """2.4.5.1: raw lies between min and max, scaled between -1 and 1. None where nothing counted."""
    if not most:
        return None
    return {"scaled": round(float(marks / most), 4), "raw": float(marks), "min": 0, "max": float(most)}


def duration(time: timedelta) -> str:
    """4.6: to a hundredth of a second."""
    return f"PT{time.total_seconds():.2f}S"


def response(given) -> str:
    """2.4.5: what was answered, as a text."""
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, sort_keys=True)
