"""What somebody typed never reckons in the spreadsheet of somebody else."""

from decimal import Decimal

import pytest

from lms.people.viewsets.exporting import harmless

from ....factories.learning import EnrolmentFactory
from ....factories.people import coordinator
from ....house.tracked import files, text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", " '@SUM(A1)"),
        ("Amal;=1+1", "Amal;'=1+1"),
        ("-", "'-"),
        ("\x0b=1", "'=1"),
        ("Zeile\nzwei", "Zeile\nzwei"),
        ("Karl-Heinz = gut; -5", "Karl-Heinz = gut; -5"),
        (Decimal("-0.5"), Decimal("-0.5")),
        (None, None),
    ],
)
def test_a_formula_is_words(typed, written):
    assert harmless(typed) == written


def test_no_sheet_of_wagtail_is_written_without_it():
    sheets = [line for path in files(".py") for line in text(path).splitlines() if line.startswith("class ")]
    bare = [line for line in sheets if "(SpreadsheetExportMixin" in line or " SpreadsheetExportMixin" in line]
    assert [line for line in bare if "HarmlessExport" not in line] == []


def test_the_list_of_learners_brings_no_formula_to_the_coordinator(client, db):
    enrolment = EnrolmentFactory(learner__display_name='\x0b=HYPERLINK("http://evil.example")')
    client.force_login(coordinator(enrolment.cohort.location))
    lines = client.get("/admin/enrolment/?export=csv").getvalue().decode()
    assert """"'=HYPERLINK""" in lines
    assert client.get("/admin/enrolment/?export=xlsx").status_code == 200
