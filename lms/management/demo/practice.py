"""Practical work of the last module: what is asked, who handed it in, what became of it."""

from datetime import time, timedelta
from uuid import uuid4

from curriculum.models import Assignment, Course
from lms.learning.assessing import assess, hand_in

from .learners import EVENING
from .team import Staff
from .timetable import moment

TITLE = "Praxisnachweis: Einmal begleiten"
TASK = (
    "<p>Begleite eine Person bei einer Frage rund ums Wohnen: zu einem Termin, bei einem Brief oder bei der "
    "Wohnungssuche.</p><p>Schreib danach auf, ohne Namen zu nennen:</p><ul><li>Worum ging es?</li>"
    "<li>Was hast du selbst getan?</li><li>Was hast du weitergegeben, und an wen?</li></ul>"
)
RUBRIC = (
    "<ul><li>Die Ampel wurde beachtet.</li><li>Es steht kein Name und keine Adresse im Text.</li>"
    "<li>Es ist klar, wer zuständig war.</li></ul>"
)
#: learner → what was handed in, and what the trainer said: None for “accepted at once”
REPORTS = {
    "Selam Tesfaye": (
        "Ich war mit einer Nachbarin im Jobcenter. Ich habe übersetzt und die Frist notiert. Die Berechnung habe ich "
        "nicht geprüft, dafür haben wir einen Termin bei der Sozialberatung gemacht.",
        None,
    ),
    "Rania Mansour": (
        "Eine Familie hatte Schimmel im Bad. Wir haben Fotos gemacht und eine Mängelanzeige vorbereitet. "
        "Ob die Miete weniger wird, hat der Mieterverein erklärt.",
        None,
    ),
    "Oleh Bondarenko": (
        "Ich habe bei einer Besichtigung geholfen.",
        "Gut, dass du dabei warst! Schreib noch auf, was du selbst getan hast und wer zuständig war.",
    ),
}
SECOND_TRY = (
    "Ich war mit einem Freund bei der Besichtigung. Ich habe seine Mappe mit ihm geordnet und die Fragen an die "
    "Verwaltung übersetzt. Die Höhe der Miete haben wir beim Amt nachgefragt."
)


def set_assignment(course: Course, staff: Staff) -> Assignment:
    """A voluntary assignment: whoever joins the demo can reach the certificate without waiting for a trainer."""
    module = course.course_modules.order_by("sort_order").last().module
    assignment = Assignment.objects.create(module=module, slug="praxisnachweis", required=False)
    by = staff.trainers["dresden"]
    row = assignment.start_translation("de", by=by, title=TITLE, task=TASK, rubric=RUBRIC)
    row.get_latest_revision().publish(user=by, skip_permission_checks=True)
    return assignment


def hand_in_and_assess(assignment: Assignment, enrolled: dict, groups: dict) -> None:
    """Three reports; the last was given back, written anew, and waits."""
    group = groups[EVENING]
    day = group.timetable.module(10) + timedelta(days=3)
    for place, (name, (text, objection)) in enumerate(REPORTS.items()):
        handed_in_at = moment(day + timedelta(days=place), time(20, 15))
        work = hand_in(enrolled[name].person, assignment, text, client_key=uuid4(), at=handed_in_at)
        assess(
            work,
            accepted=objection is None,
            feedback=objection or "Angenommen. Danke für deinen genauen Bericht!",
            by=group.trainer,
            at=handed_in_at + timedelta(hours=16),
        )
        if objection:
            again = handed_in_at + timedelta(days=2)
            hand_in(enrolled[name].person, assignment, SECOND_TRY, client_key=uuid4(), at=again)
