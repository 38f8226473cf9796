"""What the stories of a quiz share: where its pages are, how one begins, what a browser sends, what a person reads."""

import re
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from curriculum.models import Question, Review
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.models import Attempt
from tests.factories.curriculum import QuestionFactory

DOOR = "/de/learn/kurs/rolle/quiz/"
PAGE, RESULT = f"{DOOR}1/", f"{DOOR}1/review/"
NOW = timezone.now()
SOON = NOW + timedelta(minutes=5)


def ask(quiz, *kinds, **kwargs) -> list[Question]:
    return [QuestionFactory(quiz=quiz, kind=kind, **kwargs) for kind in kinds]


def start(client, door=DOOR):
    return client.post(door, {"key": str(uuid4())})


def form(client, page=PAGE) -> dict:
    """The hidden fields of the page, as a browser would send them."""
    html = client.get(page).content.decode()
    fields = re.findall(r'<input type="hidden" name="([a-z]+\d*)" value="([^"]*)"', html)
    sent = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    return sent


def text_of(response) -> str:
    """What a person reads: without tags, white space folded."""
    html = response.content.decode()
    return " ".join(re.sub(r"<(script|style|noscript)\b.*?</\1>|<[^>]*>", " ", html, flags=re.DOTALL).split())


# -- the same without pages ---------------------------------------------------------------------------------------


def begin(learner, quiz, language="de", key=None) -> Attempt:
    return start_attempt(learner, quiz, client_key=key or uuid4(), language=language, at=NOW)


def hand_in(attempt, given, **kwargs) -> Attempt:
    return finish_attempt(attempt, given, client_key=attempt.client_key, at=SOON, **kwargs)


def under_review(question):
    return Review.objects.create(question=question, reason="Neues Gesetz.", opened_at=NOW)


def languages(attempt) -> list[str]:
    return [answer.text.language_code for answer in attempt.answers.all()]
