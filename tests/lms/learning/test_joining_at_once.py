"""Thirty people behind one Wi-Fi."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from lms.learning.enrolling import CohortFull, join_as_new, move
from lms.learning.models import Enrolment
from lms.people.models import User

from ...factories.learning import CohortFactory, EnrolmentFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
PEOPLE = 30


def at_once(act, *several):
    """Run the act for each at the same time; what came out, refusals included."""

    def one(*arguments):
        try:
            return act(*arguments)
        except CohortFull as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=10) as pool:
        return list(pool.map(one, *several))


def test_thirty_at_once_never_overfill_a_cohort_of_twelve():
    cohort = CohortFactory(capacity=12)

    def come_in(number):
        return join_as_new(cohort, display_name=f"N{number}", language="de", key=uuid4(), at=timezone.now())

    found = at_once(come_in, range(PEOPLE))
    assert sum(isinstance(one, CohortFull) for one in found) == PEOPLE - 12
    assert Enrolment.objects.running().filter(cohort=cohort).count() == 12
    assert User.objects.filter(enrolments__cohort=cohort).count() == 12


def test_one_form_pressed_ten_times_at_once_makes_one_account():
    cohort, key = CohortFactory(), uuid4()

    def press(_number):
        return join_as_new(cohort, display_name="Samira", language="de", key=key, at=timezone.now())

    found = at_once(press, range(10))
    assert len(set(found)) == 1
    assert User.objects.filter(enrolments__cohort=cohort).count() == 1


def test_two_groups_that_swap_do_not_wait_for_each_other():
    one, other = CohortFactory(capacity=40), CohortFactory(capacity=40)
    rows = [EnrolmentFactory(cohort=cohort) for cohort in (one, other) for _ in range(5)]
    targets = [other] * 5 + [one] * 5

    def swap(row, to):
        return move(row, to, by=None, at=timezone.now())

    moved = at_once(swap, rows, targets)
    assert [row.cohort for row in moved] == targets
