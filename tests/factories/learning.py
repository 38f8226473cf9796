import datetime as dt

import factory
from django.utils import timezone

from lms.learning.models import Attendance, Cohort, Enrolment, Meeting

from .curriculum import CourseFactory
from .people import LocationFactory, UserFactory


class CohortFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Cohort

    name = factory.Sequence(lambda n: f"Gruppe {n}")
    course = factory.SubFactory(CourseFactory)
    location = factory.SubFactory(LocationFactory)
    starts_on = factory.LazyFunction(timezone.localdate)
    capacity = 20


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    learner = factory.SubFactory(UserFactory)
    cohort = factory.SubFactory(CohortFactory)
    enrolled_at = factory.LazyFunction(timezone.now)


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    cohort = factory.SubFactory(CohortFactory)
    title = factory.Sequence(lambda n: f"Treffen {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    units = 4


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    enrolment = factory.SubFactory(EnrolmentFactory)
    meeting = factory.LazyAttribute(lambda a: MeetingFactory(cohort=a.enrolment.cohort))
    units = 4
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(timezone.now)
