"""Columns of the listings."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column

#: as on all other pages: days are written as in German offices, and letters of theirs are compared with ours
DAY = "d.m.Y"


class DayColumn(Column):
    """The day of a date or a moment. (Wagtail's own says how long ago it was, and “just now” of what is to come.)"""

    def get_value(self, instance):
        day = super().get_value(instance)
        if isinstance(day, datetime):
            day = localtime(day)
        return date_format(day, DAY) if day else ""


class MomentColumn(Column):
    """Day and time of day."""

    def get_value(self, instance):
        moment = super().get_value(instance)
        return date_format(localtime(moment), f"{DAY} H:i") if moment else ""


def fraction(part, whole) -> str:
    """`8 / 10`, in this order in each direction of reading."""
    return format_html('<bdi dir="ltr">{} / {}</bdi>', part, whole)
