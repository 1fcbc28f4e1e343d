"""Pages of every kind of table: the upload, the preview, the result, the refused rows."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.http.access import View, permitted
from bocage.foundation.http.actions import refusals_on
from bocage.foundation.http.bodies import takes_up_to
from bocage.people.models import TableImport
from bocage.people.signed_in import current_person
from bocage.people.table_imports.kinds import FateWords, TableImportKind
from bocage.people.table_imports.operations import (
    bring_table,
    columns_of,
    first_lines,
    put_table_aside,
    save_mapping,
    start_import,
)
from bocage.people.table_imports.sentences import table_sentence

MULTIPART_ROOM = 64 * 1024
SHOWN_TABLES = 30
SHOWN_REFUSALS = 20


def _uncached(view: View) -> View:
    return view


def table_import_paths(
    kind: TableImportKind[Any], route: str, *, opened_also: Callable[[View], View] = _uncached
) -> list[URLPattern]:
    """Returns the URL patterns of a kind: `NAME_import`, `NAME_import_look`, `NAME_import_refusals`
    and `NAME_import_template`, NAME being its own.

    Args:
        opened_also: a decorator of its views, by which another proof than the second factor
            opens
            them (`people.sign_in.second_factor.opened_also_by`).
    """
    pages = _Pages(kind)
    name = f"{kind.name}_import"

    def page(view: View) -> View:
        takes_all = takes_up_to(kind.max_octets + MULTIPART_ROOM)
        read_or_sent = require_http_methods(["GET", "HEAD", "POST"])(view)
        return permitted(kind.right)(opened_also(never_cache(takes_all(read_or_sent))))

    def file(view: View) -> View:
        return permitted(kind.right)(opened_also(require_safe(view)))

    return [
        path(route, page(pages.give), name=name),
        path(f"{route}modele.csv", file(pages.template), name=f"{name}_template"),
        path(f"{route}<uuid:table_id>/", page(pages.look), name=f"{name}_look"),
        path(
            f"{route}<uuid:table_id>/lignes-refusees.csv",
            file(pages.refusals),
            name=f"{name}_refusals",
        ),
    ]


class _Pages:
    """The pages of one kind."""

    def __init__(self, kind: TableImportKind[Any]) -> None:
        self.kind = kind

    def give(self, request: HttpRequest) -> HttpResponse:
        """Receives a file, and redirects to the preview of its rows."""
        by, kind = current_person(request), self.kind
        is_post = request.method == "POST"
        form = kind.form(
            request.POST if is_post else None,
            request.FILES if is_post else None,
            by=by,
            kind=kind,
        )
        if is_post and form.is_valid():
            file = form.cleaned_data["file"]
            with refusals_on(form, field="file"):
                table = bring_table(
                    by=by,
                    kind=kind,
                    content=file.file,
                    file_name=file.name or "",
                    options=form.options(),
                )
                return redirect(f"{kind.name}_import_look", table.pk)
        title, text = kind.closed(by)
        context = {
            "form": form,
            "closed_title": title,
            "closed_text": text,
            "tables": self._tables(request)[:SHOWN_TABLES],
            "template_url": reverse(f"{kind.name}_import_template"),
        }
        return self._render_page(request, "give", context, status=422 if form.errors else 200)

    def template(self, _request: HttpRequest) -> StreamingHttpResponse:
        """Sends the template of the table, with an example row."""
        columns = self.kind.columns
        example = [
            column.example() if callable(column.example) else column.example for column in columns
        ]
        return csv_response(self.kind.header, [example], filename=f"{self.kind.name}-modele.csv")

    def look(self, request: HttpRequest, table_id: UUID) -> HttpResponseBase:
        """Shows the preview of each row, then the progress of the import, then its result."""
        table = self._find(request, table_id)
        if table.state != TableImport.State.LOOKED_AT:
            return self._result(request, table)
        by, kind = current_person(request), self.kind
        decision = request.POST.get("decision", "")
        mapping = self._mapping(request.POST, table)
        problem = kind.missing(mapping)
        if decision == "ecarter":
            put_table_aside(by=by, table=table)
            messages.success(request, _("Le tableau est écarté : rien n’a changé."))
            return redirect(f"{kind.name}_import")
        if decision == "relire":
            save_mapping(by=by, table=table, mapping=mapping)
            return redirect(f"{kind.name}_import_look", table.pk)
        if decision and not problem:
            start_import(by=by, table=table, mapping=mapping)
            return redirect(f"{kind.name}_import_look", table.pk)
        lines, is_whole = ([], True) if problem else first_lines(table)
        counts = Counter(line.fate for line in lines)
        context = {
            "table": table,
            "columns": list(zip(columns_of(table), mapping, strict=True)),
            "has_strangers": bool(problem) or "" in mapping,
            "problem": problem,
            "lines": [(line, kind.all_fates[line.fate]) for line in lines],
            "is_whole": is_whole,
            "counts": self._fate_counts(counts),
            "has_new": "new" in counts,
        }
        status = 422 if decision and problem else 200
        return self._render_page(request, "look", context, status=status)

    def refusals(self, request: HttpRequest, table_id: UUID) -> StreamingHttpResponse:
        """Sends each skipped row: its line, its column, and the reason."""
        table = self._find(request, table_id)
        rows = (
            (refusal.line, refusal.column, refusal.cell, refusal.sentence)
            for refusal in table.refusals.iterator(1000)
        )
        header = [_("Ligne"), _("Colonne"), _("Contenu"), _("Raison")]
        return csv_response(header, rows, filename="lignes-refusees.csv")

    def _result(self, request: HttpRequest, table: TableImport) -> HttpResponse:
        code, _colon, detail = table.problem.partition(":")
        context = {
            "table": table,
            "problem": table_sentence(self.kind, code) if code else "",
            "where": detail,
            "counts": self._fate_counts(table.counts),
            "refusals": table.refusals.all()[:SHOWN_REFUSALS],
        }
        return self._render_page(request, "result", context)

    def _render_page(
        self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        context |= {
            "kind": self.kind,
            "give_url": reverse(f"{self.kind.name}_import"),
            "look_name": f"{self.kind.name}_import_look",
            "refusals_name": f"{self.kind.name}_import_refusals",
            "back_url": reverse(self.kind.back),
        }
        if table := context.get("table"):
            context["about"] = self.kind.about(table)
        return render(request, f"people/table_imports/{name}.html", context, status=status)

    def _tables(self, request: HttpRequest) -> Any:
        tables = TableImport.objects.filter(kind=self.kind.name)
        return self.kind.visible_to(current_person(request), tables)

    def _find(self, request: HttpRequest, table_id: UUID) -> TableImport:
        by, table = current_person(request), get_object_or_404(self._tables(request), pk=table_id)
        if table.brought_by_id == by.pk:
            table.brought_by = by  # Their mandates are read already.
        return table

    def _mapping(self, posted: Mapping[str, Any], table: TableImport) -> list[str]:
        """Reads the mapping of the columns from the page; each field name once."""
        mapping: list[str] = []
        for number, name in enumerate(table.mapping):
            column = posted.get(f"colonne-{number}", name)
            is_ours = column in self.kind.labels and column not in mapping
            mapping.append(column if is_ours else "")
        return mapping

    def _fate_counts(self, counts: Mapping[str, int]) -> Iterator[tuple[FateWords, str]]:
        for fate, words in self.kind.all_fates.items():
            if number := counts.get(fate, 0):
                yield words, words.counted % {"number": number}
