"""What the site knows of a person, for that person (Art. 15 and 20 DSGVO). Each room adds its own part."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from .auditing import record
from .models import AuditDetail, AuditEntry, User

_exporters: dict[str, Callable[[User], object]] = {}


def register_exporter(name: str, exporter: Callable[[User], object]) -> None:
    """Tell what a room knows: `exporter(person)` returns dicts, lists and values that JSON can hold."""
    _exporters[name] = exporter


def export(person: User, *, by: User | None, at: datetime) -> dict:
    """Everything about the person, by room. That it was handed out is written down."""
    found = {"exported_at": at, "account": account(person)}
    found |= {name: exporter(person) for name, exporter in _exporters.items()}
    record("data_exported", person, by=by, at=at, person=person)
    return found


def account(person: User) -> dict:
    """What this room knows."""
    return {
        "pseudonym": person.username,
        "display_name": person.display_name,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "language": person.content_language,
        "since": person.date_joined,
        "last_login": person.last_login,
        "login_cards": list(person.login_cards.order_by("pk").values("issued_at", "replaced_at")),
        "privacy_notices": list(
            person.acknowledgements.order_by("pk").values("version", "language", "at", "location__name")
        ),
        "roles": list(
            person.memberships.order_by("pk").values(
                "role", "location__name", "languages", "begun_on", "ended_on"
            )
        ),
        "sessions": list(
            person.usersession_set.order_by("pk").values("created_at", "last_seen_at", "ip", "user_agent")
        ),
        "second_factors": list(
            person.authenticator_set.order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "done_by_the_person": list(
            AuditEntry.objects.filter(by=person).order_by("at", "pk").values("at", "act", "subject_kind")
        ),
        "log": list(
            details_about(person)
            .order_by("entry__at", "pk")
            .values("entry__at", "entry__act", "entry__subject_kind", "details")
        ),
    }


def details_about(person: User):
    """Details of the log that concern the person."""
    subject = Q(entry__subject_kind=User._meta.label_lower, entry__subject_id=person.pk)
    return AuditDetail.objects.filter(Q(entry__person=person) | subject)
