"""Tables for spreadsheets: CSV as the French versions of Excel and LibreOffice open it.

Semicolons between cells, UTF-8 with a BOM, line ends of RFC 4180. A text that a spreadsheet would
run as a formula is escaped, so that it is shown as text.
"""

import csv
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice

from django.http import StreamingHttpResponse

BYTE_ORDER_MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters of a cell that a spreadsheet runs as a formula (OWASP, « CSV Injection »)."""


class _Echo:
    """File that returns what is written, so that each line is sent as soon as it is made."""

    def write(self, text: str) -> str:
        return text


def csv_lines(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Generator[str]:
    """Yields the lines of a table as CSV, its header first."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BYTE_ORDER_MARK + writer.writerow([harmless(cell) for cell in header])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def _start(lines: Generator[str]) -> Iterator[str]:
    """Reads the header and the first row, and returns all lines.

    Closing the result closes the source and its cursor, even if nothing was sent.
    """

    def all_lines() -> Iterator[str]:
        with closing(lines):
            first = list(islice(lines, 2))
            yield ""
            yield from first
            yield from lines

    iterator = all_lines()
    next(iterator)
    return iterator


def harmless(cell: object) -> str:
    """Returns the text of a cell that no spreadsheet runs: an apostrophe stands before a
    formula.
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text


def csv_response(
    header: Sequence[object], rows: Iterable[Sequence[object]], *, filename: str
) -> StreamingHttpResponse:
    """Returns a response that downloads a private table, streamed, under an ASCII file name.

    The first row is read before the response starts, so that an error of the database gives an
    error page, not half a file.
    """
    lines = _start(csv_lines(header, rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    return response
