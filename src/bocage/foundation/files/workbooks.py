"""Workbooks (XLSX) of several tables, written row by row."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_LENGTH = 31
"""Maximum length of a sheet name in Excel."""
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
WIDEST = 60

Table = tuple[str, Sequence[str], Iterable[Sequence[object]]]
"""The name of a sheet, its header, its rows."""


def workbook(tables: Iterable[Table]) -> bytes:
    """Returns an Excel workbook of some tables, one sheet each. A text is never run as a formula or
    a link.
    """
    import xlsxwriter  # Imported here: processes that write no workbook start faster.

    content = BytesIO()
    options = {
        "constant_memory": True,
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
