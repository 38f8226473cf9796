"""The furnished demo: a small believable school, made through the verbs of the rooms, with facts that lie in the past.

It shares no factories with the tests: `make run` installs no test dependencies, and the tests' factories write rows
where the demo lets people act.
"""

from .accounts import accounts
from .school import furnish_school

__all__ = ["accounts", "furnish_school"]
