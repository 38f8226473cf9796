"""Two workers are killed at random while three hundred certificates are issued: three hundred are, each once."""

import os
import random

import pytest

from tests import private_postgresql
from tests.load.killing import faults, print_with_kills
from tests.load.site import furnished

NUMBER, KILLS = 300, 6


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_certificate_is_issued_once_whenever_its_worker_is_killed(database):
    url = ""
    if database == "postgresql":
        url = private_postgresql.database(os.environ["DATABASE_URL"], "killed", like="migrated")
    seed = random.randrange(1000)
    with furnished(url, NUMBER, "tests.load.cohort") as site:
        print_with_kills(site, workers=2, kills=KILLS, dice=random.Random(seed))
        assert faults(site.holds(), NUMBER) == [], f"with the dice {seed}"
