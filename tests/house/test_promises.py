"""What migrations promised stands in the database: SQLite forgets the triggers of a table that is made anew."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from lms.people.promises import Promise

STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.mark.django_db
def test_every_promise_is_kept_by_the_database():
    migrations = MigrationLoader(None).disk_migrations.values()
    promised = {
        step.name for migration in migrations for step in migration.operations if isinstance(step, Promise)
    }
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    assert promised
    assert promised - standing == set()
