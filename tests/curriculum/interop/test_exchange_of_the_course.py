"""The whole bundled course goes out as XLIFF and PO and comes back: nothing changes, an empty language fills."""

from dataclasses import replace

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
from curriculum.outdated import UnitState

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


@pytest.mark.django_db
@pytest.mark.parametrize("format", FORMATS)
def test_a_round_trip_changes_nothing(course, format, tmp_path):
    before, revisions = rows(), Revision.objects.count()
    file = tmp_path / "ar"
    call_command("export_translations", "--language", "ar", "--format", format, str(file), verbosity=0)
    call_command("import_translations", str(file), verbosity=0)
    assert set(look_at(file.read_bytes(), "ar").outcomes) == {Outcome.UNCHANGED}
    assert rows() == before
    assert Revision.objects.count() == revisions


def repeated(outgoing):
    """A translation of everything that says just what the source says."""
    texts = [
        replace(
            text,
            entries=tuple(
                replace(entry, target=entry.source, state=UnitState.UP_TO_DATE) for entry in text.entries
            ),
        )
        for text in outgoing.texts
    ]
    return replace(outgoing, texts=tuple(texts))


@pytest.mark.django_db
@pytest.mark.parametrize("format", FORMATS)
def test_a_language_that_had_nothing_gets_all_of_it(course, format):
    report = take(write(repeated(gather("tr")), format), "tr", publish=True)
    assert set(report.outcomes) == {Outcome.TRANSLATED}
    again = gather("tr")
    assert again.entries
    assert [entry.target and entry.target.pieces for entry in again.entries] == [
        entry.source.pieces for entry in again.entries
    ]
    assert {entry.state for entry in again.entries} == {UnitState.UP_TO_DATE}
