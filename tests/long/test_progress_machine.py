"""Progress and facts agree after whatever happens, thousands of times."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.lms.learning.progress_machine import ProgressMachine, school

LARGE = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.mark.django_db
def test_progress_made_anew_is_the_progress_that_is_there_every_time():
    school()
    run_state_machine_as_test(ProgressMachine, settings=LARGE)
