"""Export of a list to a spreadsheet, with the permissions and the filters of its page.

    GUESTS = ListTable(name="invites", title=_("Invités"), columns=[(_("Nom"), attrgetter("name"))])

    @permitted("network.run_a_club")
    @require_safe
    def guest_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
        guests = …  # as the filters of the address say
        if extension:
            return GUESTS.file(extension, guests)
        …

    urlpatterns = [*list_paths("espace/invites/", guest_list, file="invites")]

One view serves both, so that a file never contains more than its page shows. `<c-list-files />`
links to the files from the page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.foundation.http.access import View
from bocage.foundation.http.routes import route


class ListFileKind(StringConverter):
    """A file for a spreadsheet: `path("lieux.<list_file:extension>", …)`."""

    regex = "csv|xlsx"


register_converter(ListFileKind, "list_file")


@dataclass(frozen=True, kw_only=True)
class ListExport[Row]:
    """Layout of a list in a file for spreadsheets: the name of the file without extension, the
    title of its sheet, and its columns, each a label and a function that gives the value of a
    row.
    """

    name: str
    title: str | Promise
    columns: Sequence[tuple[str | Promise, Callable[[Row], Any]]]

    def file(self, extension: str, rows: Iterable[Row]) -> HttpResponseBase:
        """Returns a response with the rows in a file of this kind."""
        return list_file(
            extension,
            name=self.name,
            title=str(self.title),
            header=[str(label) for label, _value in self.columns],
            rows=self._cells(rows),
        )

    def _cells(self, rows: Iterable[Row]) -> Iterator[list[object]]:
        for row in rows:
            yield [in_a_cell(value(row)) for _label, value in self.columns]


def list_file(
    extension: str,
    *,
    name: str,
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> HttpResponseBase:
    """Returns a response with the file, named `name` with its extension; `title` names the sheet of
    a workbook.
    """
    filename = f"{name}.{extension}"
    if extension == "csv":
        return csv_response(header, rows, filename=filename)
    return workbook_response([(title, header, rows)], filename=filename)


def in_a_cell(value: object) -> object:
    """Converts a value to one that spreadsheets sort and read: moments in local time, the year
    first; booleans as « oui » and « non ».
    """
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


def export_paths(address: str, view: View, *, file: str) -> list[URLPattern]:
    """Returns the addresses of a list, under the name of its view, and of its files, under that
    name and `_file`; the same view answers both.
    """
    files = f"{address}{file}.<list_file:extension>"
    return [route(address, view), path(files, view, name=f"{view.__name__}_file")]
