"""A thousand seeded runs of the outbox with faults, in a browser of its own: `make test` walks through the first."""

import os
import subprocess
import sys

from lms.bootstrap.environment import ROOT
from tests.running_site import SESSION


def test_a_thousand_runs_lose_nothing_and_send_nothing_twice():
    command = [sys.executable, "-m", "pytest", "tests/journeys/test_outbox_faults.py", *SESSION]
    environment = os.environ | {"OUTBOX_RUNS": "1000", "WOHNLOTSE_URL": "http://localhost"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
