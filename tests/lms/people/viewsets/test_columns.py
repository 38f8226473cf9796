"""What stands in the cells of listings."""

import datetime as dt
from types import SimpleNamespace

from django.utils.translation import override

from lms.people.viewsets.columns import DayColumn, MomentColumn, fraction

ROW = SimpleNamespace(
    ends_on=dt.date(2026, 11, 12), starts_at=dt.datetime(2026, 11, 12, 23, 30, tzinfo=dt.UTC), left_at=None
)


def test_days_and_moments_are_written_where_the_site_is():
    with override("de"):
        assert DayColumn("ends_on").get_value(ROW) == "12.11.2026"
        assert DayColumn("starts_at").get_value(ROW) == "13.11.2026"
        assert MomentColumn("starts_at").get_value(ROW) == "13.11.2026 00:30"
        assert DayColumn("left_at").get_value(ROW) == MomentColumn("left_at").get_value(ROW) == ""


def test_a_fraction_is_read_from_left_to_right():
    assert fraction(8, 10) == '<bdi dir="ltr">8 / 10</bdi>'
