"""Writes in bulk send no signal: readers would be shown a page that should have been made anew."""

import re

from .tracked import files, text

BULK = re.compile(r"\.(update|bulk_update|bulk_create)\(")
#: each was looked at: readers do not see what it writes, or it raises the generation itself
LOOKED_AT = {
    "curriculum/interop/keeping_questions.py",  # raises it once for all
    "curriculum/asking_anew.py",  # saves the lesson afterwards
    "curriculum/importing_statutes.py",  # raises it at the end
    "curriculum/copying.py",  # saves the text first, in the same transaction
    "curriculum/erasing.py",  # owners and notes are for the team
    "curriculum/machine_translating.py",  # counts of a batch, for whoever asked for it
    "curriculum/translating.py",  # raises it, or writes a count for the team
}


def test_what_is_taught_is_written_in_bulk_only_where_somebody_has_looked():
    found = {
        path.as_posix() for path in files(".py") if path.parts[0] == "curriculum" and BULK.search(text(path))
    }
    assert found == LOOKED_AT
