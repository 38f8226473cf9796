"""Checks of the whole site, run by `manage.py check`; `manage.py migrate` begins with them, too."""

from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

HALF_WAY = (
    "This database stopped half-way through the steps of an earlier version: "
    "let that version finish `migrate` once, or begin with an empty database."
)


@register(Tags.database)
def nothing_is_half_way(databases=None, **kwargs):
    return [Error(HALF_WAY, id="lms.E001") for name in databases or [] if is_half_way(connections[name])]


def is_half_way(connection) -> bool:
    """Whether of the steps that a single one replaces today, and whose files are gone, some were taken and others not.

    Django leaves such a step out without a word, and all who build on it fail.
    """
    taken = MigrationRecorder(connection).applied_migrations()
    loader = MigrationLoader(None)
    for step in loader.replacements.values():
        gone = {*step.replaces} - loader.disk_migrations.keys()
        if gone & taken.keys() and gone - taken.keys():
            return True
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:  # a step was taken before those that come before it today
        return True
    return False
