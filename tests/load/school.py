"""A small school in which everybody is at the quiz, and afterwards what it holds.

`python -m tests.load.school furnish FILE LEARNERS` makes what tables are missing and the school, and writes what phones
must know, as JSON;
`python -m tests.load.school hold FILE` writes the arrivals and answers that the database holds.
"""

import json
import sys
from pathlib import Path
from uuid import uuid4

import django

QUESTIONS = 10


def furnish(learners: int) -> list[dict]:
    """For each learner the key of a session, the key of the open attempt and the ids of the texts by position."""
    from django.db import transaction
    from django.utils import timezone

    from curriculum.models import Kind
    from lms.learning.attempting import start_attempt
    from tests.bench.furnishing import session_of
    from tests.factories.curriculum import CourseFactory, ModuleFactory, QuestionFactory, QuizFactory
    from tests.factories.learning import CohortFactory, EnrolmentFactory

    with transaction.atomic():
        quiz = QuizFactory(module=ModuleFactory(course=CourseFactory()))
        for _ in range(QUESTIONS):
            QuestionFactory(quiz=quiz, kind=Kind.SINGLE)
        cohort = CohortFactory(course=quiz.module.courses.get(), capacity=learners)
        phones = []
        for _ in range(learners):
            learner = EnrolmentFactory(cohort=cohort).learner
            attempt = start_attempt(learner, quiz, client_key=uuid4(), language="de", at=timezone.now())
            texts = dict(attempt.answers.values_list("position", "text"))
            phones.append(
                {"session": session_of(learner), "attempt": str(attempt.client_key), "texts": texts}
            )
    return phones


def hold() -> dict:
    """Arrivals by key, and the answers that were given, each as [attempt, position, turn, given]."""
    from lms.learning.models import Answer, Arrival

    columns = ["attempt__client_key", "position", "turn", "given"]
    arrived = {str(key): row for key, *row in Arrival.objects.values_list("client_key", *columns)}
    return {"arrivals": arrived, "answers": list(Answer.objects.exclude(turn=0).values_list(*columns))}


if __name__ == "__main__":
    django.setup()
    what, file, *learners = sys.argv[1:]
    found = hold() if what == "hold" else furnish(int(learners[0]))
    Path(file).write_text(json.dumps(found, default=str))
