"""Workbooks (XLSX) of several tables, written row by row."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from bocage.foundation.files.reading_apart import ReadingLimits, call_apart

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_LENGTH = 31
"""What Excel allows for the name of a sheet."""
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
WIDEST = 60
LIMITS = ReadingLimits(memory=1024**3, processor_s=60, seconds=60.0)

Table = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""The name of a sheet, its header, its rows."""


def workbook(tables: Iterable[Table]) -> bytes:
    """Returns an Excel workbook of some tables, one sheet each. A text is never run as a formula or
    a link.

    It is written in a process that ends afterwards, with the memory that it took.
    """
    plain = [
        (str(name), [str(title) for title in header], [list(map(_plain, row)) for row in rows])
        for name, header, rows in tables
    ]
    return call_apart(write_workbook, LIMITS, plain)


def _plain(value: object) -> object:
    """Returns a text of its own for a sentence that is translated when it is read."""
    return str(value) if isinstance(value, Promise | SafeString) else value


def write_workbook(tables: Sequence[Table]) -> bytes:
    """Writes an Excel workbook of plain values."""
    import xlsxwriter  # It takes 18 MB of whichever process imports it.

    content = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        for name, header, rows in tables:
            sheet = book.add_worksheet(sheet_name(name))
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(header):
                sheet.set_column(column, column, min(WIDEST, max(14, len(title) + 2)))
            sheet.write_row(0, 0, header, bold)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def sheet_name(name: str) -> str:
    """Returns a name without the characters that Excel refuses."""
    return NOT_IN_NAMES.sub(" ", name)[:NAME_LENGTH].strip() or "1"


def workbook_response(tables: Iterable[Table], *, filename: str) -> HttpResponse:
    """Returns a response that downloads a private workbook, under a name of plain letters."""
    response = HttpResponse(workbook(tables), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    return response
