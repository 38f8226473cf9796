"""Columns that are copied, so that a constraint can read them, always agree with the row that they are copied from."""

from django.db import migrations

from lms.people.promises import Promise

#: what must never be: name, table, how the row would disagree, sentence
DISAGREEMENTS = [
    (
        "an_attempt_is_of_the_learner_enrolled",
        "learning_attempt",
        "NEW.learner_id <> (SELECT learner_id FROM learning_enrolment WHERE id = NEW.enrolment_id)",
        "An attempt belongs to the learner of its enrolment.",
    ),
    (
        "work_is_of_the_learner_enrolled",
        "learning_submission",
        "NEW.learner_id <> (SELECT learner_id FROM learning_enrolment WHERE id = NEW.enrolment_id)",
        "A submission belongs to the learner of its enrolment.",
    ),
    (
        "an_assessment_is_of_the_learners_work",
        "learning_assessment",
        "NEW.learner_id <> (SELECT learner_id FROM learning_submission WHERE id = NEW.submission_id)",
        "An assessment belongs to the learner of the submission.",
    ),
    (
        "attendance_is_of_the_cohort_that_meets",
        "learning_attendance",
        "(SELECT cohort_id FROM learning_enrolment WHERE id = NEW.enrolment_id) <> "
        "(SELECT cohort_id FROM learning_meeting WHERE id = NEW.meeting_id)",
        "Attendance is of somebody in the cohort that meets.",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("learning", "0006_answers_saved_on_arrival")]
    operations = [
        *(
            Promise(f"{name}_{event.lower()}", table=table, event=event, broken=broken, sentence=sentence)
            for name, table, broken, sentence in DISAGREEMENTS
            for event in ("INSERT", "UPDATE")
        ),
        Promise(
            "a_cohort_stays_in_its_course_and_location",
            table="learning_cohort",
            event="UPDATE",
            broken="NEW.course_id <> OLD.course_id OR NEW.location_id <> OLD.location_id",
            sentence="A cohort stays in its course and at its location.",
        ),
        Promise(
            "a_completed_lesson_has_its_substance",
            table="learning_learningrecord",
            event="INSERT",
            broken="NEW.verb = 'completed' AND NEW.object_kind = 'lesson' AND NEW.substance IS NULL",
            sentence="A completed lesson is recorded with its substance.",
        ),
    ]
