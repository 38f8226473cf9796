"""The whole bundled course goes out as XLIFF and PO and comes back: nothing changes."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from curriculum import kinds
from curriculum.interop.exchange.gathering import gather
from curriculum.interop.exchange.taking import Outcome, look_at, take
from curriculum.interop.exchange.writing import write
from curriculum.interop.loading import load_course
from curriculum.management.commands.load_course import BUNDLED

FORMATS = ["xliff", "po"]


@pytest.fixture(scope="module")
def course(django_db_setup, django_db_blocker):
    """The bundled course, loaded once for this file."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_course(BUNDLED, at=timezone.now())
        yield
        transaction.set_rollback(True)


def rows():
    """Everything that stands in any translation row, byte for byte."""
    return {
        (kind, row["id"]): row
        for kind, model in kinds.MASTERS.items()
        for row in model.rows().order_by("pk").values()
    }


def states(language):
    """Which unit of which text stands in which state, and which texts are published."""
    return {
        (kind, row.master_id): (row.states(), row.live)
        for kind, model in kinds.MASTERS.items()
        for row in model.rows().filter(language_code=language)
    }


@pytest.mark.django_db
@pytest.mark.one_database
def test_a_round_trip_changes_nothing_and_what_was_exported_makes_the_language_again(course, tmp_path):
    """In one go, for loading takes long. Every format with every language: tests/long/test_languages_again.py."""
    for format in FORMATS:
        changes_nothing(format, tmp_path / format)
    makes_the_same_again("xliff", "ar")


def changes_nothing(format, file):
    before, revisions = rows(), Revision.objects.count()
    call_command("export_translations", "--language", "ar", "--format", format, str(file), verbosity=0)
    call_command("import_translations", str(file), verbosity=0)
    assert set(look_at(file.read_bytes(), "ar").outcomes) == {Outcome.UNCHANGED}
    assert rows() == before
    assert Revision.objects.count() == revisions


def makes_the_same_again(format, language):
    """The language is emptied, and its own file brings all of it back."""
    file, before = write(gather(language), format), states(language)
    for model in kinds.MASTERS.values():
        model.rows().filter(language_code=language).delete()
    take(file, language, publish=True)
    assert states(language) == before
    assert write(gather(language), format) == file
