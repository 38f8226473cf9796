"""Progress and facts agree after whatever happens: a small run of the machine; `tests/long` runs a large one."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .progress_machine import ProgressMachine, school

SMALL = settings(
    max_examples=8,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
@pytest.mark.one_database
def test_progress_made_anew_is_the_progress_that_is_there():
    school()
    run_state_machine_as_test(ProgressMachine, settings=SMALL)
