"""The first module of the bundled course goes out as XLIFF and PO and comes back: nothing changes.

The whole course with every language: tests/long/test_exchange_of_the_whole_course.py.
"""

import contextlib
import dataclasses

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from curriculum import kinds
from curriculum.interop.course_folder.reading import read_course
from curriculum.interop.exchange.gathering import gather
from curriculum.interop.exchange.taking import Outcome, look_at, take
from curriculum.interop.exchange.writing import write
from curriculum.interop.indexing import indexed_at_the_end
from curriculum.interop.loading import Loading
from curriculum.management.commands.load_course import BUNDLED

FORMATS = ["xliff", "po"]


@contextlib.contextmanager
def loaded(django_db_blocker, *, modules: int, terms: int):
    """The bundled course with its first modules and terms, while the block lasts."""
    course = read_course(BUNDLED)
    course = dataclasses.replace(course, modules=course.modules[:modules], glossary=course.glossary[:terms])
    with django_db_blocker.unblock(), transaction.atomic():
        with indexed_at_the_end():
            Loading(course, by=None, at=timezone.now(), prefer=None, progress=None).load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def beginning(django_db_setup, django_db_blocker):
    """The first module and some terms, loaded once for this file."""
    with loaded(django_db_blocker, modules=1, terms=12):
        yield


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
@pytest.mark.parametrize("format", FORMATS)
def test_a_round_trip_changes_nothing(beginning, format, tmp_path):
    changes_nothing(format, tmp_path / format)


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("format", FORMATS)
def test_what_was_exported_makes_the_language_again(beginning, format):
    makes_the_same_again(format, "ar")


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
