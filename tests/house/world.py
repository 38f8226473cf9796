"""A small world of two locations for the matrix of access: everything stands `here`, and some people stand elsewhere.

To add something: make it in `build`, and name it. `words` are found by the parameter that asks for them (`course`,
`code`), `rows` by the name of the viewset whose `pk` is asked for (`cohort:edit` asks for the row `cohort`).
"""

from dataclasses import dataclass
from uuid import uuid4

from django.utils import timezone

from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.enrolling import code_of
from lms.learning.local_facts import fill_in
from lms.learning.models import Accommodation, Assessment, LocalFact, Marking, Override, Submission
from lms.people.login_cards import issue_card
from lms.people.models import User

from ..factories.curriculum import (
    WRITTEN,
    AssignmentFactory,
    CourseFactory,
    LessonFactory,
    LocalFactKeyFactory,
    ModuleFactory,
    QuestionFactory,
    QuizFactory,
    WordingFactory,
)
from ..factories.learning import AttendanceFactory, CohortFactory, EnrolmentFactory, MeetingFactory
from ..factories.people import LocationFactory, UserFactory, coordinator, office, trainer, translator

#: role → how it is told in access.yaml
ROLES = [
    "visitor",
    "learner",
    "learner_elsewhere",
    "trainer",
    "trainer_elsewhere",
    "coordinator",
    "coordinator_elsewhere",
    "translator",
    "office",
]


@dataclass(frozen=True)
class World:
    people: dict[str, User | None]
    words: dict[str, object]
    rows: dict[str, int]
    #: words that nobody of another location may ever read
    secrets: tuple[str, ...]

    def argument(self, parameter: str, kind: str):
        """What an address of the kind gets for the parameter; 1 where nothing is named."""
        return self.rows.get(kind, 1) if parameter == "pk" else self.words.get(parameter, 1)


def build() -> World:
    """Made anew for each role: asking changes things."""
    here, elsewhere = LocationFactory(name="Hier"), LocationFactory(name="Anderswo")
    course = CourseFactory(slug="kurs")
    module = ModuleFactory(slug="rolle", course=course)
    lesson = LessonFactory(module=module, slug="lektion")
    assignment = AssignmentFactory(module=module, slug="aufgabe", text={"task": "Tun."})
    people = {
        "visitor": None,
        "learner": UserFactory(display_name="Lernerin-von-hier"),
        "learner_elsewhere": UserFactory(display_name="Lerner-von-anderswo"),
        "trainer": trainer(here, person__last_name="Trainer-von-hier"),
        "trainer_elsewhere": trainer(elsewhere),
        "coordinator": coordinator(here, person__last_name="Koordinator-von-hier"),
        "coordinator_elsewhere": coordinator(elsewhere),
        "translator": translator("ar"),
        "office": office(),
    }
    cohort = CohortFactory(course=course, location=here, name="Gruppe-von-hier")
    cohort.trainers.add(people["trainer"])
    other = CohortFactory(course=course, location=elsewhere)
    other.trainers.add(people["trainer_elsewhere"])
    enrolment = EnrolmentFactory(cohort=cohort, learner=people["learner"])
    EnrolmentFactory(cohort=other, learner=people["learner_elsewhere"])
    meeting = MeetingFactory(cohort=cohort, title="Treffen-von-hier")
    AttendanceFactory(enrolment=enrolment, meeting=meeting)
    submission = Submission.objects.create(
        learner=people["learner"],
        assignment=assignment,
        enrolment=enrolment,
        client_key=uuid4(),
        text="Arbeit-von-hier",
        submitted_at=timezone.now(),
    )
    assessment = Assessment.objects.create(
        submission=submission,
        learner=people["learner"],
        assessed_by=people["trainer"],
        accepted=True,
        feedback="Urteil-von-hier",
        assessed_at=timezone.now(),
    )
    quiz = QuizFactory(module=ModuleFactory(slug="gefragt", course=course))
    question = QuestionFactory(quiz=quiz)
    key, now = uuid4(), timezone.now()
    attempt = start_attempt(people["learner"], quiz, client_key=key, language="de", at=now)
    finish_attempt(attempt, {1: "b"}, client_key=key, at=now)
    marking = handed_in(people["learner"], QuizFactory(module=module), "Antwort-von-hier")
    made = Override.objects.create(
        learner=people["learner"],
        enrolment=enrolment,
        object_kind="lesson",
        object_id=lesson.pk,
        reason="Grund-von-hier",
        made_by=people["trainer"],
        made_at=timezone.now(),
    )
    accommodation = Accommodation.objects.create(
        learner=people["learner"], percent=25, given_by=people["trainer"], given_at=timezone.now()
    )
    LocalFactKeyFactory(slug="fakt")
    fact = LocalFact.objects.get(location=here)
    fill_in(fact, {"de": "Wert-von-hier"}, source="Amt", valid_until=None, by=people["coordinator"], at=now)
    WordingFactory()
    issue_card(people["learner"], by=people["learner"], at=timezone.now(), location=here)
    words = {
        "course": course.slug,
        "module": module.slug,
        "lesson": lesson.slug,
        "number": 1,
        "quiz": quiz.pk,
        "version": question.versions.get().pk,
        "position": 1,
        "code": code_of(cohort),
        "token": "a-token-of-nobody",
        "law": "bgb",
        "public_id": "nobody",
        "path": "images/nothing.png",
        "enrolment": enrolment.pk,
        "enrolment_id": enrolment.pk,
        "question": marking.answer.version.question_id,
        "kind": "lesson",
        "uidb36": "1",
        "key": "x-y",
        "action_name": "approve",
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
    }
    rows = {
        "cohort": cohort.pk,
        "enrolment": enrolment.pk,
        "meeting": meeting.pk,
        "submission": submission.pk,
        "assessment": assessment.pk,
        "marking": marking.pk,
        "override": made.pk,
        "accommodation": accommodation.pk,
        "localfact": fact.pk,
        "location": here.pk,
        "membership": people["trainer"].memberships.get().pk,
        "users": people["learner"].pk,
    }
    secrets = ("-von-hier", people["learner"].username, people["trainer"].username)
    return World(people, words, rows, secrets)


def handed_in(learner, quiz, text: str) -> Marking:
    """What the learner wrote in the quiz, as it waits for marks."""
    QuestionFactory(quiz=quiz, **WRITTEN)
    key, now = uuid4(), timezone.now()
    attempt = start_attempt(learner, quiz, client_key=key, language="de", at=now)
    finish_attempt(attempt, {1: text}, client_key=key, at=now)
    return Marking.objects.get(learner=learner)
