"""Tables that leave the site as files, to be opened by a spreadsheet."""

import re

#: where a program begins to reckon: at the start of a cell, and behind whatever some take for the end of one (German
#: Excel: a semicolon)
_RECKONED = re.compile(r"(^\s*|[;\t\r\n])([=+\-@])")


def harmless(cell):
    """What somebody typed is never a formula; numbers, days and empty cells as they are."""
    return _RECKONED.sub(r"\1'\2", cell) if isinstance(cell, str) else cell


class HarmlessExport:
    """For lists of Wagtail, which writes into CSV what was typed."""

    def preprocess_field_value(self, field, value, export_format):
        return harmless(super().preprocess_field_value(field, value, export_format))
