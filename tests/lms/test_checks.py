"""A database that went through the single steps of earlier versions goes on; one that stopped between them is told."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from lms.checks import HALF_WAY, is_half_way
from lms.management.furnishing import migrate

pytestmark = pytest.mark.django_db

OURS = {"people", "curriculum", "learning", "certificates"}


@pytest.fixture
def recorder():
    return MigrationRecorder(connection)


@pytest.fixture
def in_one_step():
    """The steps of ours that stand for many."""
    return {key for key in MigrationLoader(None).replacements if key[0] in OURS}


def test_a_database_of_the_single_steps_has_nothing_to_do(recorder, in_one_step):
    for step in in_one_step:
        recorder.record_unapplied(*step)
    said = []
    assert not migrate(tell=said.append)
    assert said == []
    assert {label for label, _ in in_one_step} == OURS
    assert in_one_step <= recorder.applied_migrations().keys()


@pytest.mark.parametrize(
    "missing",
    [
        ("curriculum", "0007_wordings_and_local_facts"),
        ("people", "0003_house_log"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ],
)
def test_a_database_that_stopped_half_way_is_told(recorder, missing):
    recorder.record_unapplied(*missing)
    with pytest.raises(CommandError) as refusal:
        migrate(tell=print)
    assert str(refusal.value) == HALF_WAY
    with pytest.raises(SystemCheckError) as refusal:
        call_command("migrate", verbosity=0, skip_checks=False)
    assert HALF_WAY in str(refusal.value)


def test_an_empty_database_is_not_half_way(recorder):
    recorder.migration_qs.all().delete()
    assert not is_half_way(connection)
