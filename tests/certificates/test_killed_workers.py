"""A worker that is killed while it prints leaves nothing half-done: the small story of `make test-long`."""

import random

from tests.load.killing import faults, print_with_kills
from tests.load.site import furnished

NUMBER = 6


def test_what_a_killed_worker_left_is_issued_once_with_the_next_number():
    with furnished("", NUMBER, "tests.load.cohort") as site:
        print_with_kills(site, workers=2, kills=1, dice=random.Random(5), life=(4, 8))
        assert faults(site.holds(), NUMBER) == []
