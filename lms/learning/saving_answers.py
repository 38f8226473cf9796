"""Save one answer of an open attempt as it arrives: late, doubled or out of order, the result is the same."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from curriculum.models import QuestionText, QuestionVersion, Quiz
from lms.people.refusals import Refusal

from .allowing import is_over
from .going_through import check_reached
from .models import Answer, Arrival, Attempt
from .plain_sql import moment
from .recording import KeyReused, body_digest
from .taking_answers import given_in

# A class of phones asks these three statements all day. Written by hand, as Django takes longer to build them than for
# everything else that happens to an answer.
HELD = """
SELECT answer.id, answer.given, answer.text_id, answer.turn, answer.turn_key, version.id, version.kind, version.key,
    attempt.id, attempt.seed, attempt.finished_at, attempt.due_at, attempt.reached,
    quiz.shuffles, quiz.grace_seconds, quiz.sequential,
    (SELECT body_digest FROM learning_arrival WHERE learner_id = %s AND client_key = %s)
FROM learning_answer answer
    JOIN learning_attempt attempt ON attempt.id = answer.attempt_id
    JOIN curriculum_quiz quiz ON quiz.id = attempt.quiz_id
    JOIN curriculum_questionversion version ON version.id = answer.version_id
WHERE attempt.learner_id = %s AND attempt.client_key = %s AND answer.position = %s
"""
LOCKED = "FOR UPDATE OF answer, attempt"  # SQLite has one writer at a time
ARRIVED = """
INSERT INTO learning_arrival (learner_id, client_key, body_digest, attempt_id, position, turn, given, late, client_time,
    received_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
STANDS = """
UPDATE learning_answer SET given = %s, text_id = %s, answered_at = %s, turn = %s, turn_key = %s WHERE id = %s
"""


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
        _do(STANDS, _json(given), text_id, _moment(at), sent.turn, _uuid(sent.client_key), answer.pk)
    return Saved(answer, late)


def _held(learner, sent: Sent) -> Answer:
    """The answer with its attempt, both locked; its `earlier` is the digest of what came with the same key."""
    sql = HELD + LOCKED if connection.features.has_select_for_update else HELD
    with connection.cursor() as cursor:
        mine = learner.pk, _uuid(sent.client_key), learner.pk, _uuid(sent.attempt), sent.position
        cursor.execute(sql, mine)
        row = cursor.fetchone()
    if row is None:
        raise NoSuchPlace()
    pk, given, text_id, turn, turn_key, version, kind, key, *of_attempt, earlier = row
    attempt, seed, finished_at, due_at, reached, shuffles, grace, sequential = of_attempt
    answer = Answer(
        pk=pk,
        position=sent.position,
        given=given and json.loads(given),
        text_id=text_id,
        turn=turn,
        turn_key=turn_key and UUID(str(turn_key)),
        version=QuestionVersion(pk=version, kind=kind, key=json.loads(key)),
        attempt=Attempt(
            pk=attempt,
            learner=learner,
            seed=seed,
            finished_at=finished_at,
            due_at=moment(due_at),
            reached=reached,
            quiz=Quiz(shuffles=bool(shuffles), grace_seconds=grace, sequential=bool(sequential)),
        ),
    )
    answer.earlier = earlier
    return answer


def _do(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _json(value):
    return None if value is None else connection.ops.adapt_json_value(value, None)


def _uuid(value: UUID):
    return value if connection.features.has_native_uuid_field else value.hex


def _moment(at: datetime | None):
    return connection.ops.adapt_datetimefield_value(at)


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
    own = learner.pk, _uuid(sent.client_key), digest, answer.attempt.pk, sent.position, sent.turn
    _do(ARRIVED, *own, _json(answer.given), late, _moment(sent.client_time), _moment(at))
