"""People who finish a quiz, as its page would let them."""

from uuid import uuid4

from django.utils import timezone

from lms.learning.attempting import finish_attempt, start_attempt
from tests.factories.learning import EnrolmentFactory
from tests.factories.people import UserFactory


def newcomer(cohort, name="Amal"):
    """Somebody who learns in the cohort."""
    return EnrolmentFactory(cohort=cohort, learner=UserFactory(display_name=name)).learner


def finish(learner, quiz, *given, language="de", at=None):
    """An attempt in which these answers were given, by position; finished at `at`."""
    at, key = at or timezone.now(), uuid4()
    attempt = start_attempt(learner, quiz, client_key=key, language=language, at=at)
    return finish_attempt(attempt, dict(enumerate(given, start=1)), client_key=key, at=at)
