"""A workshop beside the course: cases in which one writes in own words, so that a trainer has something to mark."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from curriculum.models import Course, CourseModule, Kind, Lesson, Module, Question, Quiz, QuizQuestion
from curriculum.publishing_questions import revise_question
from lms.learning.attempting import finish_attempt, start_attempt
from lms.learning.enrolling import join
from lms.learning.marking import mark
from lms.learning.models import Cohort, Marking
from lms.people.models import Location, User

from .team import Staff
from .timetable import moment

WORKSHOP = "praxiswerkstatt"
COURSE = {
    "title": "Praxiswerkstatt: Fälle üben",
    "summary": "Kurze Fälle aus dem Alltag. Ein Mensch liest, was du schreibst, und antwortet dir.",
}
MODULE = {
    "title": "Ein Brief im Treppenhaus",
    "summary": "Zuhören, ruhig bleiben, den nächsten Schritt finden.",
}
LESSON = {
    "title": "Bevor du anfängst",
    "body": [
        {
            "type": "prose",
            "id": "anfang",
            "value": {
                "text": "<p>Lies den Fall in Ruhe. Du musst nichts auswendig wissen.</p><p>Manchmal schreibst du in "
                "eigenen Worten, in deiner Sprache. Deine Trainerin oder dein Trainer liest das und schreibt dir "
                "zurück.</p>",
                "uncertain": "",
            },
        }
    ],
}
ASKED = (
    Kind.SHORT_TEXT,
    {"parts": ["1"], "by_hand": True},
    {
        "wording": "Eine Nachbarin fragt dich: „Ist meine Miete zu hoch?“ Was sagst du ihr?",
        "parts": [
            {
                "type": "rubric",
                "id": "1",
                "value": "Rechnet nicht selbst und verspricht nichts. Nennt eine Beratungsstelle. "
                "Bietet an, mitzugehen oder zu übersetzen.",
            }
        ],
        "explanation": "<p>Du hörst zu, übersetzt und findest die richtige Stelle.</p>",
    },
)
CASE = (
    Kind.SCENARIO,
    {
        "parts": ["brief", "lesen", "anrufen", "weglegen", "termin", "vorschlag", "warten", "nachricht"],
        "steps": [
            {
                "id": "brief",
                "choices": [
                    {"id": "lesen", "to": "termin", "marks": "1"},
                    {"id": "anrufen", "to": "termin", "marks": "0"},
                    {"id": "weglegen", "to": None, "marks": "0"},
                ],
            },
            {
                "id": "termin",
                "choices": [
                    {"id": "vorschlag", "to": "nachricht", "marks": "1"},
                    {"id": "warten", "to": None, "marks": "0"},
                ],
            },
            {"id": "nachricht", "to": None, "marks": "2"},
        ],
    },
    {
        "wording": "Samir hat einen Brief von der Hausverwaltung. Er versteht ihn nicht und ist aufgeregt.",
        "parts": [
            {"type": "situation", "id": "brief", "value": "Was tust du zuerst?"},
            {"type": "choice", "id": "lesen", "value": "Wir lesen den Brief in Ruhe zusammen."},
            {"type": "choice", "id": "anrufen", "value": "Ich rufe sofort bei der Hausverwaltung an."},
            {"type": "choice", "id": "weglegen", "value": "Ich sage: „Das ist bestimmt nicht wichtig.“"},
            {
                "type": "situation",
                "id": "termin",
                "value": "Am Dienstag um neun will jemand die Heizung ablesen. Samir arbeitet dann. Und jetzt?",
            },
            {"type": "choice", "id": "vorschlag", "value": "Wir schlagen einen anderen Termin vor."},
            {"type": "choice", "id": "warten", "value": "Wir warten ab."},
            {
                "type": "free",
                "id": "nachricht",
                "value": {
                    "wording": "Schreib der Hausverwaltung für Samir eine kurze, freundliche Nachricht.",
                    "rubric": "Grüßt, sagt, worum es geht, und schlägt einen anderen Tag vor.",
                },
            },
        ],
        "explanation": "<p>Erst verstehen, dann handeln: Ein anderer Termin ist fast immer möglich.</p>",
    },
)
#: learner → days ago, what they wrote, the message of the case, and what the trainer gave and said
ANSWERS = {
    "Iryna Kovalenko": (
        9,
        "Ich sage: Das kann ich nicht prüfen. Aber ich gehe gern mit dir zur Beratung.",
        "Guten Tag, am Dienstag arbeitet Samir. Geht auch der Donnerstag? Viele Grüße",
        ("1", "Genau so. Du bleibst bei dem, was du tun darfst."),
        ("2", "Freundlich und klar!"),
    ),
    "Mamadou Diallo": (
        2,
        "Je lui demande d’abord pourquoi elle le pense. Puis nous cherchons un conseil ensemble.",
        "Bonjour, Samir travaille mardi. Est-ce que mercredi matin est possible ?",
        None,
        None,
    ),
}


def hold_workshop(places: dict[str, Location], staff: Staff, enrolled: dict, *, at: datetime) -> Cohort:
    """The workshop, in Dresden: one learner has the marks, what another one wrote still waits for them."""
    location, trainer = places["dresden"], staff.trainers["dresden"]
    course, quiz = _write(trainer)
    today = timezone.localdate(at)
    cohort = Cohort.objects.create(
        name="Dresden, Praxiswerkstatt",
        course=course,
        location=location,
        starts_on=today - timedelta(days=14),
        ends_on=today + timedelta(days=60),
        languages=["de", "fr", "uk"],
        capacity=30,
    )
    cohort.trainers.add(trainer)
    for name, (days_ago, *said) in ANSWERS.items():
        day = today - timedelta(days=days_ago)
        _take_part(enrolled[name].person, cohort, quiz, trainer, day, said)
    return cohort


def _write(trainer: User) -> tuple[Course, Quiz]:
    course = Course.objects.create(slug=WORKSHOP, owner=trainer)
    module = Module.objects.create(slug="brief", units=1, owner=trainer)
    CourseModule.objects.create(course=course, module=module)
    lesson = Lesson.objects.create(module=module, slug="anfang", minutes=3)
    quiz = Quiz.objects.create(module=module, pass_mark=60)
    for master, content in ((course, COURSE), (module, MODULE), (lesson, LESSON)):
        _publish(master, content, trainer)
    for place, (kind, key, content) in enumerate((ASKED, CASE)):
        question = Question.objects.create(module=module, slug=f"brief-q{place + 1}")
        revise_question(question, key, by=trainer, kind=kind)
        _publish(question, content, trainer)
        QuizQuestion.objects.create(quiz=quiz, question=question, sort_order=place, max_marks=place + 1)
    return course, quiz


def _publish(master, content: dict, by: User) -> None:
    row = master.start_translation("de", by=by, **content)
    row.get_latest_revision().publish(user=by, skip_permission_checks=True)


def _take_part(person: User, cohort: Cohort, quiz: Quiz, trainer: User, day, said) -> None:
    written, message, *judged = said
    begun = moment(day, time(19, 5))
    join(cohort, person, by=person, at=begun - timedelta(days=1))
    key = uuid4()
    attempt = start_attempt(person, quiz, client_key=key, language="de", at=begun, course=WORKSHOP)
    path = [["brief", "lesen"], ["termin", "vorschlag"], ["nachricht", message]]
    ended = begun + timedelta(minutes=11)
    finish_attempt(attempt, {1: written, 2: {"path": path}}, client_key=key, at=ended)
    for marking, judgement in zip(Marking.objects.filter(learner=person), judged, strict=True):
        if judgement:
            marks, comment = judgement
            read_at = ended + timedelta(hours=15)
            mark(marking, Decimal(marks), comment=comment, by=trainer, at=read_at)
