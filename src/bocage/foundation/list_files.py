"""A list of a page as a file for a spreadsheet, with the filters of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponseBase
from django.urls import register_converter
from django.urls.converters import StringConverter

from bocage.foundation.spreadsheets import csv_response
from bocage.foundation.workbooks import workbook_response


class ListFileKind(StringConverter):
    """A file for a spreadsheet: `path("lieux.<list_file:extension>", …)`."""

    regex = "csv|xlsx"


register_converter(ListFileKind, "list_file")


def list_file(
    extension: str,
    *,
    name: str,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> HttpResponseBase:
    """The file, named `name` with its extension; `title` names the sheet of a workbook."""
    filename = f"{name}.{extension}"
    if extension == "csv":
        return csv_response(header, rows, filename=filename)
    return workbook_response([(title, header, rows)], filename=filename)
