"""Tables that leave the site as files, to be opened by a spreadsheet."""

import re

#: where a program begins to reckon: at the start of a cell, and behind whatever some take for the end of one (German
#: Excel: a semicolon)
_RECKONED = re.compile(r"(^\s*|[;\t\r\n])([=+\-@])")
#: signs that XML does not know (XML 1.0, 2.2): a workbook with one of them could not be written
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(cell):
    """What somebody typed is never a formula, nor breaks a file; numbers, days and empty cells as they are."""
    return _RECKONED.sub(r"\1'\2", _UNREADABLE.sub("", cell)) if isinstance(cell, str) else cell


class HarmlessExport:
    """For lists of Wagtail, which writes into CSV what was typed, and none of an XLSX that it cannot."""

    def preprocess_field_value(self, field, value, export_format):
        return harmless(super().preprocess_field_value(field, value, export_format))
