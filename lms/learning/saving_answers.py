"""Save one answer of an open attempt as it arrives: late, doubled or out of order, the result is the same."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _

from curriculum.models import QuestionText
from lms.people.refusals import Refusal

from .allowing import is_over
from .going_through import check_reached
from .models import Answer, Arrival, Attempt
from .recording import KeyReused, body_digest
from .taking_answers import given_in

#: what is asked of an answer and what it hangs on, and no more: a class of phones asks it all day
ASKED = (
    "position",
    "given",
    "text",
    "turn",
    "turn_key",
    "version__kind",
    "version__key",
    "attempt__seed",
    "attempt__finished_at",
    "attempt__due_at",
    "attempt__reached",
    "attempt__quiz__shuffles",
    "attempt__quiz__grace_seconds",
    "attempt__quiz__sequential",
)


class NoSuchPlace(Refusal):
    sentence = _("This answer belongs to no quiz of yours.")


@dataclass(frozen=True)
class Sent:
    """An answer as a phone sent it: the key of its attempt, its place there, its own key, and its turn in the attempt.

    `fields` are those of the page's form, as a QueryDict; `client_time` is what the phone's clock said.
    """

    attempt: UUID
    position: int
    client_key: UUID
    turn: int
    fields: object
    client_time: datetime | None = None


@dataclass(frozen=True)
class Saved:
    """The answer as it was sent; if it came `late`, it is kept but does not count."""

    answer: Answer
    late: bool


def save_answer(learner, sent: Sent, *, at: datetime) -> Saved:
    """Keep what was given; the same once more changes nothing, and is answered alike.

    Raises `NoSuchPlace`, `QuestionPassed` where there is no way back, and `KeyReused` where the same key came with
    another answer.
    """
    try:
        return _save(learner, sent, at)
    except IntegrityError:  # the same answer arrived twice at once: by now the other one stands there
        return _save(learner, sent, at)


def takes_answers(attempt: Attempt, at: datetime) -> bool:
    """Whether an answer counts that arrives at this moment, whenever and wherever it was given."""
    return attempt.finished_at is None and not is_over(attempt.due_at, attempt.quiz, at=at)


@transaction.atomic
def _save(learner, sent: Sent, at: datetime) -> Saved:
    answer = _held(learner, sent)
    stood, stood_from = answer.given, (answer.turn, answer.turn_key)
    given, text_id = _read(sent, answer)
    digest = body_digest(sent.attempt, sent.position, sent.turn, text_id, given)
    answer.given, answer.text_id = given, text_id
    if answer.earlier:
        return _again(learner, sent, answer, digest)
    check_reached(answer.attempt, [sent.position])
    newer = stood_from[1] is None or (sent.turn, sent.client_key) > stood_from
    counts = takes_answers(answer.attempt, at)
    late = newer and not counts and given != stood
    _write_down(learner, sent, answer, digest, late, at)
    if newer and counts:
        Answer.objects.filter(pk=answer.pk).update(
            given=given, text=text_id, answered_at=at, turn=sent.turn, turn_key=sent.client_key
        )
    return Saved(answer, late)


def _held(learner, sent: Sent) -> Answer:
    """The answer with its attempt, both locked; its `earlier` is the digest of what came with the same key."""
    same = Arrival.objects.filter(learner=learner, client_key=sent.client_key)
    places = Answer.objects.filter(
        attempt__learner=learner, attempt__client_key=sent.attempt, position=sent.position
    )
    answer = (
        places.select_for_update(of=["self", "attempt"])
        .select_related("attempt__quiz", "version")
        .only(*ASKED)
        .annotate(earlier=Subquery(same.values("body_digest")))
        .order_by()
        .first()
    )
    if answer is None:
        raise NoSuchPlace()
    return answer


def _read(sent: Sent, answer: Answer) -> tuple[object, int]:
    """What was given, and the id of the text that was shown, which must be one of the version."""
    given, shown = given_in(sent.fields, [answer], answer.attempt)
    if sent.position not in given:
        raise NoSuchPlace()
    text_id = shown[sent.position]
    texts = QuestionText.objects.filter(pk=text_id, version=answer.version_id)
    if text_id != answer.text_id and not texts.exists():
        raise NoSuchPlace()
    return given[sent.position], text_id


def _again(learner, sent: Sent, answer: Answer, digest: str) -> Saved:
    if answer.earlier != digest:
        raise KeyReused()
    return Saved(answer, Arrival.objects.get(learner=learner, client_key=sent.client_key).late)


def _write_down(learner, sent: Sent, answer: Answer, digest: str, late: bool, at: datetime) -> None:
    Arrival(
        learner=learner,
        client_key=sent.client_key,
        body_digest=digest,
        attempt=answer.attempt,
        position=sent.position,
        turn=sent.turn,
        given=answer.given,
        late=late,
        client_time=sent.client_time,
        received_at=at,
    ).save(force_insert=True)
