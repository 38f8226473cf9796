import datetime as dt
from uuid import uuid4

import factory
from django.utils import timezone

from certificates.awarding import certify, recommend
from certificates.keys import new_keys
from certificates.models import Achievement, AchievementVersion, Award, Design, Offer, Pledge, SigningKey
from curriculum.models import Question, QuizQuestion
from curriculum.outlining import outline
from lms.learning.models import Assessment, Attempt, LearningRecord, Meeting, Submission, Verb

from .curriculum import CourseFactory, LessonFactory, MasterFactory, ModuleFactory, QuizFactory
from .learning import AttendanceFactory, CohortFactory, EnrolmentFactory, MeetingFactory
from .people import coordinator, trainer

TEXT = {
    "title": "Teilnahme an der Qualifizierung »Wohnen«",
    "wording": "Alle Module wurden bearbeitet.",
    "limits": "Die Inhaberin/der Inhaber leistet keine Rechtsdienstleistung.",
}


class AchievementFactory(MasterFactory):
    class Meta:
        model = Achievement
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"zertifikat-{n}")
    issuer = "Wohnen statt Unterbringung"

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if create and extracted is not False:
            live(self, **{**TEXT, **(extracted or {})})


class AchievementVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AchievementVersion

    achievement = factory.SubFactory(AchievementFactory)
    requirements = factory.LazyFunction(lambda: {"courses": ["kurs"], "attendance_share": "0.80"})
    valid_for = 2
    valid_period = "year"


class OfferFactory(factory.django.DjangoModelFactory):
    """An offer to a cohort; its rules ask for the cohort's course and `share` of the planned units."""

    class Meta:
        model = Offer

    class Params:
        share = "0.80"

    cohort = factory.SubFactory(CohortFactory)
    version = factory.LazyAttribute(
        lambda offer: AchievementVersionFactory(
            requirements={"courses": [offer.cohort.course.slug], "attendance_share": offer.share}
        )
    )
    offered_at = factory.LazyFunction(timezone.now)


class AwardFactory(factory.django.DjangoModelFactory):
    """A recommendation as it lies in the database; nobody looked whether it is deserved."""

    class Meta:
        model = Award

    class Params:
        learner_in = factory.SubFactory(EnrolmentFactory)

    enrolment = factory.LazyAttribute(lambda award: award.learner_in)
    learner = factory.LazyAttribute(lambda award: award.enrolment.learner)
    offer = factory.LazyAttribute(lambda award: OfferFactory(cohort=award.enrolment.cohort))
    recommended_by = factory.LazyAttribute(lambda award: trainer(award.enrolment.cohort.location))
    recommended_at = factory.LazyFunction(timezone.now)


def certified(enrolment, offer, *, at=None, **kwargs):
    """An award that was decided, with evidence as it is kept."""
    at = at or timezone.now()
    if not SigningKey.objects.exists():
        new_keys(at=at)
    deserve(enrolment, at=at - dt.timedelta(days=1), **kwargs)
    teacher = enrolment.cohort.trainers.first() or coordinator(enrolment.cohort.location)
    return certify(
        recommend(enrolment, offer, by=teacher, at=at), by=coordinator(enrolment.cohort.location), at=at
    )


def small_course(modules: int = 2, **kwargs):
    """A course of modules with a lesson and a quiz of one question each.

    Its texts are put into the tables as they would lie there after publishing, which takes seconds for a course.
    """
    course = live(CourseFactory(text=False, **kwargs), title="Kurs")
    for number in range(1, modules + 1):
        module = live(ModuleFactory(course=course, units=4, text=False), title=f"Modul {number}")
        live(LessonFactory(module=module, text=False), title=f"Lektion {number}")
        question = Question.objects.create(module=module, slug="q1")
        QuizQuestion.objects.create(quiz=QuizFactory(module=module), question=question)
    return course


def live(master, language="de", **content):
    """The master with a published text, without the history that publishing leaves."""
    row = master._parler_meta.root_model(master=master, language_code=language, live=True, **content)
    type(row)._default_manager.bulk_create([row])
    return master


def school(learners: int = 1, *, modules: int = 2, share: str | None = "0.80", at=None):
    """A cohort with trainer, coordinator and one past meeting of 8 units, to which a certificate was offered.

    Returns (offer, enrolments, trainer, coordinator).
    """
    at = at or timezone.now()
    cohort = CohortFactory(course=small_course(modules))
    teacher, boss = trainer(cohort.location), coordinator(cohort.location)
    cohort.trainers.add(teacher)
    MeetingFactory(cohort=cohort, units=8, starts_at=at - dt.timedelta(days=10))
    offer = OfferFactory(cohort=cohort, share=share, offered_at=at - dt.timedelta(days=90))
    begun = at - dt.timedelta(days=90)
    enrolments = [EnrolmentFactory(cohort=cohort, enrolled_at=begun) for _ in range(learners)]
    return offer, enrolments, teacher, boss


def learn_everything(enrolment, *, at=None, share: str = "1", modules: int | None = None):
    """The learner completes the lessons and passes the quizzes of the course (of its first `modules`)."""
    at = at or timezone.now() - dt.timedelta(days=1)
    for module in outline(enrolment.cohort.course.slug, "de").modules[:modules]:
        for lesson in module.lessons:
            LearningRecord.objects.create(
                learner=enrolment.learner,
                client_key=uuid4(),
                body_digest="",
                verb=Verb.COMPLETED,
                object_kind="lesson",
                object_id=lesson.id,
                substance=lesson.substance,
                received_at=at,
            )
        number = Attempt.objects.filter(learner=enrolment.learner, quiz=module.quiz_id).count() + 1
        Attempt.objects.create(
            learner=enrolment.learner,
            quiz_id=module.quiz_id,
            enrolment=enrolment,
            number=number,
            client_key=uuid4(),
            seed=1,
            pass_mark=module.pass_mark,
            started_at=at,
            finished_at=at,
            marked_at=at,
            marks=share,
            max_marks=1,
        )


def attend_everything(enrolment, *, units=None):
    """The learner was at all meetings of the cohort, for `units` of each if given."""
    for meeting in Meeting.objects.filter(cohort=enrolment.cohort).exclude(attendances__enrolment=enrolment):
        AttendanceFactory(
            enrolment=enrolment, meeting=meeting, units=meeting.units if units is None else units
        )


def deserve(enrolment, **kwargs):
    """The learner has done all that `school` asks for."""
    learn_everything(enrolment, **kwargs)
    attend_everything(enrolment)
    return enrolment


def accept_work(enrolment, assignment, *, at=None, by=None):
    """Work for the assignment was handed in and accepted."""
    at = at or timezone.now()
    submission = Submission.objects.create(
        learner=enrolment.learner,
        assignment=assignment,
        enrolment=enrolment,
        client_key=uuid4(),
        text="Erledigt",
        submitted_at=at,
    )
    return Assessment.objects.create(
        submission=submission,
        learner=enrolment.learner,
        assessed_by=by or trainer(enrolment.cohort.location),
        accepted=True,
        assessed_at=at,
    )


class PledgeFactory(MasterFactory):
    class Meta:
        model = Pledge
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"verpflichtung-{n}")

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if create and extracted is not False:
            live(
                self,
                **{"title": "Verschwiegenheit", "wording": "Ich erzähle nichts weiter.", **(extracted or {})},
            )


class DesignFactory(MasterFactory):
    """A design as it is before anybody checked it."""

    class Meta:
        model = Design
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"gestaltung-{n}")

    @factory.post_generation
    def text(self, create, extracted, **kwargs):
        if create and extracted is not False:
            live(self, **{"heading": "Urkunde", "closing": "Hier prüfen.", **(extracted or {})})


def ask_for(offer, **rules):
    """The rules of the offer with more in them, as if they had been so from the beginning."""
    version = AchievementVersionFactory(
        achievement=offer.version.achievement,
        number=offer.version.number + 1,
        requirements=offer.version.requirements | rules,
    )
    Offer.objects.filter(pk=offer.pk).update(version=version)
    offer.refresh_from_db()
    return offer
