"""Joining, leaving and moving between cohorts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.people.auditing import record
from lms.people.braking import UNKNOWN_CODES, Brake
from lms.people.codes import UnknownCode, derived_code, read_code, sealed
from lms.people.login_cards import Card, issue_card, made_with
from lms.people.models import User
from lms.people.notice import acknowledge
from lms.people.refusals import Refusal

from .models import Cohort, Enrolment

CODE = "join code"
#: new accounts of a cohort: a class of 30 joins within two minutes
NEW_ACCOUNTS = Brake("new-accounts", ceiling=100, seconds=600)
#: one person joining and leaving
CHANGES = Brake("enrolments", ceiling=20, seconds=3600)


class CohortFull(Refusal):
    sentence = _("All places in this course are taken. Ask your trainer about the next one.")


class CohortOver(Refusal):
    sentence = _("This course is over. Ask your trainer about the next one.")


@dataclass(frozen=True)
class Joined:
    enrolment: Enrolment
    card: Card


def code_of(cohort: Cohort) -> str:
    """The join code, as it stands on the poster: derived, so that it can be shown again and is stored nowhere."""
    return derived_code(CODE, cohort.pk, cohort.code_number)


def seal_code(cohort: Cohort) -> None:
    """Make the join code known to the door; does nothing where it is already."""
    if cohort.code_hmac != (seal := sealed(CODE, code_of(cohort))):
        cohort.code_hmac = seal
        Cohort.objects.filter(pk=cohort.pk).update(code_hmac=seal)


@transaction.atomic
def change_code(cohort: Cohort, *, by: User | None, at: datetime) -> None:
    """A new join code; the former one, and each poster that shows it, ends."""
    cohort.code_number += 1
    cohort.save(update_fields=["code_number"])
    seal_code(cohort)
    record("code_changed", cohort, by=by, at=at, location=cohort.location)


def cohort_of_code(typed: str, *, address: str) -> Cohort:
    """The cohort whose join code was typed at `address`. Raises `UnknownCode`, `TooManyTries`."""
    code = read_code(typed)
    cohort = Cohort.objects.filter(code_hmac=sealed(CODE, code)).select_related("course", "location").first()
    if cohort is None:
        UNKNOWN_CODES.count(address)
        raise UnknownCode
    return cohort


def check_open(cohort: Cohort, *, at: datetime) -> None:
    """Raises `CohortOver` or `CohortFull` where nobody more can join."""
    if cohort.ends_on and cohort.ends_on < timezone.localdate(at):
        raise CohortOver
    if cohort.enrolments.running().count() >= cohort.capacity:
        raise CohortFull


@transaction.atomic
def join_as_new(cohort: Cohort, *, display_name: str, language: str, key: UUID, at: datetime) -> Joined:
    """Somebody new comes in: account, acknowledged notice, enrolment and card in one.

    The same form with the same name makes one account, however often it arrives. Raises `CohortOver`, `CohortFull`,
    `TooManyTries`.
    """
    cohort = _locked(cohort)
    made = made_with(key, at=at)
    if made and made.person.display_name == display_name:
        return Joined(join(cohort, made.person, by=made.person, at=at), Card(key))
    # With another name it is somebody else, who went back to a form that was used: a shared phone.
    NEW_ACCOUNTS.count(cohort.pk)
    check_open(cohort, at=at)
    person = User(display_name=display_name, content_language=language)
    person.set_unusable_password()
    person.save()
    acknowledge(person, cohort.location, language=language, at=at)
    enrolment = join(cohort, person, by=person, at=at)
    card = issue_card(person, by=person, at=at, key=key, location=cohort.location)
    return Joined(enrolment, card)


@transaction.atomic
def join_too(cohort: Cohort, person: User, *, language: str, at: datetime) -> Enrolment:
    """Somebody with an account joins another cohort, having read the notice of its location."""
    acknowledge(person, cohort.location, language=language, at=at)
    CHANGES.count(person.pk)
    return join(cohort, person, by=person, at=at)


@transaction.atomic
def join(cohort: Cohort, person: User, *, by: User | None, at: datetime) -> Enrolment:
    """Enrol the person; who is in already stays in, who left comes back. Raises `CohortOver`, `CohortFull`."""
    cohort = _locked(cohort)
    enrolment = Enrolment.objects.filter(cohort=cohort, learner=person).first()
    if enrolment and enrolment.left_at is None:
        return enrolment
    check_open(cohort, at=at)
    if enrolment:
        enrolment.left_at = None
        enrolment.save(update_fields=["left_at"])
    else:
        enrolment = Enrolment.objects.create(cohort=cohort, learner=person, enrolled_at=at)
    record("joined", enrolment, by=by, at=at, person=person, location=cohort.location, cohort=cohort.name)
    return enrolment


@transaction.atomic
def leave(enrolment: Enrolment, *, by: User | None, at: datetime) -> None:
    """The person leaves the cohort; what they did there stays theirs. Leaving twice does nothing more."""
    if enrolment.left_at:
        return
    cohort, person = enrolment.cohort, enrolment.learner
    enrolment.left_at = max(at, enrolment.enrolled_at)
    enrolment.save(update_fields=["left_at"])
    record("left", enrolment, by=by, at=at, person=person, location=cohort.location, cohort=cohort.name)


@transaction.atomic
def move(enrolment: Enrolment, to: Cohort, *, by: User | None, at: datetime) -> Enrolment:
    """From one cohort to another, at once or not at all. Raises `CohortOver`, `CohortFull`."""
    if to.pk == enrolment.cohort_id:
        return enrolment
    # Both in one order: two moves in opposite directions must not wait for each other.
    list(Cohort.objects.select_for_update().filter(pk__in=[enrolment.cohort_id, to.pk]).order_by("pk"))
    leave(enrolment, by=by, at=at)
    return join(to, enrolment.learner, by=by, at=at)


def _locked(cohort: Cohort) -> Cohort:
    """Whoever joins the same cohort waits here, so that it never overfills."""
    return Cohort.objects.select_for_update(of=["self"]).select_related("location").get(pk=cohort.pk)
