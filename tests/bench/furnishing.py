"""A school to be measured: the bundled course, a cohort on its way through it, and sessions of its learners.

`python -m tests.bench.furnishing FILE` makes the school in a database that has its tables,
and writes what a visitor must know, as JSON.
"""

import json
import sys
from datetime import timedelta
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from random import Random
from uuid import uuid4

import django

#: enough that nobody does anything twice that people do once
LEARNERS = 160
AT_THE_QUIZ = 20
#: modules of which somebody has learned something; the first one is for the quiz
KNOWN = 7
QUESTIONS = 10
COURSE = "wohnlotse"


def furnish() -> dict:
    """Make the school; what visitors must know (see `visiting.School`)."""
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from curriculum.models import Course, Quiz
    from curriculum.outlining import outline
    from lms.learning.attempting import start_attempt
    from lms.learning.projecting import rebuild
    from lms.management.furnishing import collect_static

    collect_static(tell=_silent)
    call_command("load_course", stdout=StringIO())
    now = timezone.now()
    with transaction.atomic():
        quiz = Quiz.objects.get(module__slug=outline(COURSE, "de").modules[0].slug)
        _ask_ten(quiz)
        found = outline(COURSE, "de")
        enrolments = _enrol(Course.objects.get(slug=COURSE), now - timedelta(days=60))
        known, unknown = found.modules[1:KNOWN], found.modules[KNOWN:]
        _learn(enrolments, known, now - timedelta(days=9))
        at_the_quiz = [enrolment.learner for enrolment in enrolments[:AT_THE_QUIZ]]
        for learner in at_the_quiz:
            start_attempt(learner, quiz, client_key=uuid4(), language="de", at=now)
        for _sentence in rebuild():
            pass
    return {
        "course": COURSE,
        "quiz": quiz.module.slug,
        "read": [[m.slug, x.slug] for m in known for x in m.lessons],
        "unread": [[m.slug, x.slug] for m in unknown for x in m.lessons],
        "sessions": [session_of(enrolment.learner) for enrolment in enrolments[AT_THE_QUIZ:]],
        "at_the_quiz": [session_of(learner) for learner in at_the_quiz],
    }


def _ask_ten(quiz) -> None:
    """The quiz asks ten questions, of every kind that the course has; some are borrowed from other modules."""
    from curriculum.models import QuestionVersion, QuizQuestion

    kinds = {}
    for question, kind in QuestionVersion.objects.order_by("question").values_list("question", "kind"):
        kinds.setdefault(kind, []).append(question)
    by_turns = [question for turn in zip_longest(*kinds.values()) for question in turn if question]
    quiz.slots.all().delete()
    for place, question in enumerate(by_turns[:QUESTIONS]):
        QuizQuestion.objects.create(quiz=quiz, question_id=question, sort_order=place)


def _enrol(course, at) -> list:
    from lms.learning.models import Cohort, Enrolment
    from lms.people.models import Location, User

    place = Location.objects.create(name="Augsburg", slug="augsburg", city="Augsburg")
    cohort = Cohort.objects.create(
        name="Bench", course=course, location=place, starts_on=at.date(), capacity=LEARNERS
    )
    people = User.objects.bulk_create(
        User(display_name=f"Amal {number}", content_language="de") for number in range(LEARNERS)
    )
    return Enrolment.objects.bulk_create(
        Enrolment(learner=person, cohort=cohort, enrolled_at=at) for person in people
    )


def _learn(enrolments, modules, at) -> None:
    """Everybody has opened all lessons of the modules; each has come to another place in completing them."""
    from lms.learning.models import Attempt, LearningRecord

    records, attempts = [], []
    for number, enrolment in enumerate(enrolments):
        dice = Random(number)
        left = dice.randrange(sum(len(module.lessons) for module in modules) + 1)
        for module in modules:
            done = module.lessons[:left]
            left -= len(done)
            records += [
                record for lesson in module.lessons for record in _records(enrolment, lesson, done, at)
            ]
            if len(done) == len(module.lessons):
                attempts.append(_attempt(enrolment, module, dice, at))
    LearningRecord.objects.bulk_create(records)
    Attempt.objects.bulk_create(attempts)


def _records(enrolment, lesson, done, at):
    """That the lesson was opened, and completed if it is one of `done`."""
    from lms.learning.models import Verb
    from lms.learning.recording import fact
    from lms.learning.studying import LESSON, opening

    learner = enrolment.learner
    yield opening(learner, lesson.id, at=at)
    if lesson in done:
        substance = lesson.substance
        yield fact(learner, Verb.COMPLETED, LESSON, lesson.id, client_key=uuid4(), at=at, substance=substance)


def _attempt(enrolment, module, dice, at):
    """An attempt at the quiz of the module, passed or nearly."""
    from lms.learning.models import Attempt

    return Attempt(
        learner=enrolment.learner,
        quiz_id=module.quiz_id,
        enrolment=enrolment,
        number=1,
        client_key=uuid4(),
        seed=dice.getrandbits(63),
        pass_mark=module.pass_mark,
        started_at=at,
        finished_at=at,
        marked_at=at,
        marks=dice.randrange(6, 11),
        max_marks=10,
    )


def session_of(user) -> str:
    """The key of a session in which the user came in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def _silent(sentence):
    pass


if __name__ == "__main__":
    django.setup()
    Path(sys.argv[1]).write_text(json.dumps(furnish()))
