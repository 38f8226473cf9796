"""A table as a file for a spreadsheet: CSV or XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from openpyxl import Workbook

from lms.people.viewsets.exporting import harmless

CSV, XLSX = "csv", "xlsx"


def spreadsheet(format: str, name: str, heads: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """The file, to be saved as `name` with its ending. Numbers stay numbers, None is an empty cell."""
    lines = [[_harmless(cell) for cell in row] for row in (heads, *rows)]
    if format == XLSX:
        content, kind = _xlsx(lines), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        content, kind = _csv(lines), "text/csv; charset=utf-8"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    return response


def _harmless(cell):
    """All but numbers is told in words."""
    return cell if cell is None or isinstance(cell, (int, float)) else harmless(str(cell))


def _csv(lines) -> str:
    """With the mark by which spreadsheets recognise UTF-8."""
    file = io.StringIO()
    csv.writer(file).writerows(lines)
    return "\ufeff" + file.getvalue()


def _xlsx(lines) -> bytes:
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    book.save(file)
    return file.getvalue()
