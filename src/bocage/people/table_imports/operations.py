"""Imports of tables: stored, previewed, then written in the background.

A table is written some hundred rows at a time, so that its size does not matter. Each batch is one
transaction that writes its rows and its progress: a task that died resumes there. A small table is
one batch, so that all of it is written or nothing.
"""

import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import batched, islice
from typing import IO, Any
from uuid import UUID

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_free_rows, lock_row
from bocage.foundation.db.statistics import analyze_after_commit
from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.stored_files import writing_stored_file
from bocage.people.models import Person, TableImport, TableRefusal
from bocage.people.table_imports.errors import ColumnsMissing, RowRefused, TableRefused
from bocage.people.table_imports.kinds import (
    LONGEST_TITLE,
    Line,
    TableImportKind,
    table_kind,
)
from bocage.people.table_imports.sentences import row_sentence, table_sentence
from bocage.territory.imports.filled_tables import (
    NamedRow,
    TableUnreadable,
    header_of,
    read_rows,
    suggested_mapping,
)

FOLDER = "tables"
RETENTION = timedelta(days=7)
"""Retention of tables that nobody imported, and of skipped rows."""
COUNTS_RETENTION = timedelta(days=365)
"""Retention of the counts of an import."""
ROWS_AT_ONCE = 500
MAX_REFUSALS = 10_000
"""Refused rows that are listed one by one; beyond it, they are counted."""
SAMPLE_ROWS = 5
LONGEST_SAMPLE = 120
"""Length of the sample of a column on the page of the mapping."""
State = TableImport.State


def bring_table(
    *,
    by: Person,
    kind: TableImportKind[Any],
    content: IO[bytes],
    file_name: str,
    options: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> TableImport:
    """Stores an uploaded table until its author has checked it.

    No row is written, and nobody is notified.

    Raises:
        NotAllowed: `by` may not import such a table.
        TableRefused: it cannot be read; nothing of it is stored.
        Refusal: any other refusal of the kind.
    """
    options = dict(options or {})
    by.require(kind.right)
    kind.authorize(by, options)
    octets = content.seek(0, os.SEEK_END)
    try:
        mapping = _checked_mapping(kind, content, octets)
    except TableUnreadable as unreadable:
        raise TableRefused(table_sentence(kind, unreadable.code)) from unreadable
    name = f"{FOLDER}/{new_identifier()}.csv"
    content.seek(0)
    with writing_stored_file(_storage(), name) as file:
        shutil.copyfileobj(content, file)
    return TableImport.objects.create(
        kind=kind.name,
        brought_by=by,
        brought_at=now or timezone.now(),
        file=name,
        file_name=" ".join(file_name.split())[:200],
        mapping=mapping,
        options=options,
        octets=octets,
    )


def save_mapping(*, by: Person, table: TableImport, mapping: Sequence[str]) -> TableImport:
    """Stores the mapping of the columns; no row is written yet.

    Raises:
        NotAllowed: `by` does not decide about this table.
        TableImport.DoesNotExist: it was put aside.
    """
    with transaction.atomic():
        table = _lock_for(by, table)
        if table.state == State.LOOKED_AT:
            table.mapping = list(mapping)
            table.save(update_fields=["mapping"])
    return table


def start_import(*, by: Person, table: TableImport, mapping: Sequence[str]) -> TableImport:
    """Starts the import of a table, with this mapping of its columns.

    A second call changes nothing.

    Raises:
        NotAllowed: `by` may not import this table.
        ColumnsMissing: a mandatory column is missing.
        TableImport.DoesNotExist: it was discarded.
    """
    from bocage.people.table_imports.tasks import write_table

    with transaction.atomic():
        table = _lock_for(by, table)
        if table.state == State.LOOKED_AT:
            if missing := table_kind(table.kind).missing(mapping):
                raise ColumnsMissing(missing)
            table.mapping, table.state = list(mapping), State.WRITING
            table.save(update_fields=["mapping", "state"])
            write_table.defer(table_id=str(table.pk))
    return table


def put_table_aside(*, by: Person, table: TableImport) -> None:
    """Deletes a table of which no row was written; does nothing once its import has started.

    Raises:
        NotAllowed: `by` may not import this table.
        TableImport.DoesNotExist: it was discarded already.
    """
    with transaction.atomic():
        table = _lock_for(by, table)
        if table.state == State.LOOKED_AT:
            _forget_file(table)
            table.delete()


def forget_old_tables(*, now: datetime | None = None) -> int:
    """Deletes old tables, and returns how many."""
    now = now or timezone.now()
    TableRefusal.objects.filter(table__finished_at__lt=now - RETENTION).delete()
    undecided = Q(state=State.LOOKED_AT, brought_at__lt=now - RETENTION)
    with transaction.atomic():
        old = list(
            lock_free_rows(
                TableImport.objects.filter(undecided | Q(finished_at__lt=now - COUNTS_RETENTION))
            )
        )
        for table in old:
            _forget_file(table)
            table.delete()
    return len(old)


def first_lines(table: TableImport) -> tuple[list[Line], bool]:
    """Returns the first rows with the fate that each would have, and whether they are all the rows
    of the table.
    """
    kind = table_kind(table.kind)
    with table.file.open("rb") as stream:
        titles = dict(zip(table.mapping, header_of(stream), strict=True))
        rows = list(islice(_rows(kind, stream, table.mapping), ROWS_AT_ONCE + 1))
    lines = _judged(kind, rows[:ROWS_AT_ONCE], table, titles)
    kind.compare(_valid_lines(lines), table)
    return lines, len(rows) <= ROWS_AT_ONCE


def columns_of(table: TableImport) -> list[tuple[str, str]]:
    """Returns the title of each column, as in the file, and a sample of its first rows."""
    with table.file.open("rb") as stream:
        header = header_of(stream)
        numbers = [str(number) for number in range(len(header))]
        rows = list(islice(_rows(table_kind(table.kind), stream, numbers), SAMPLE_ROWS))
    return [
        (
            title,
            " · ".join(filter(None, (row.cells.get(number, "") for row in rows)))[:LONGEST_SAMPLE],
        )
        for title, number in zip(header, numbers, strict=True)
    ]


def write_rows(table_id: UUID, *, now: datetime | None = None) -> None:
    """Writes a table to its end, from where it was left. It is safe to run twice, and at once."""
    now = now or timezone.now()
    table = TableImport.objects.select_related("brought_by").filter(pk=table_id).first()
    if table is None or table.state != State.WRITING:
        return
    kind, problem = table_kind(table.kind), ""
    with translation.override(table.brought_by.language), table.file.open("rb") as stream:
        try:
            titles = dict(zip(table.mapping, header_of(stream), strict=True))
            rows = _rows(kind, stream, table.mapping)
            for batch in batched(islice(rows, table.rows, None), ROWS_AT_ONCE):
                if not _write_batch(table, batch, titles, stream.tell(), now):
                    return
        except TableUnreadable as unreadable:
            problem = f"{unreadable.code}:{unreadable.detail}"
    with transaction.atomic():
        table = lock_row(table)
        if table.state == State.WRITING:
            analyze_after_commit()
            _forget_file(table)
            table.state = State.FAILED if problem else State.DONE
            table.problem, table.file, table.finished_at = problem, "", now
            table.save(update_fields=["state", "problem", "file", "finished_at"])


def _write_batch(
    table: TableImport,
    rows: Sequence[NamedRow],
    titles: Mapping[str, str],
    octets: int,
    now: datetime,
) -> bool:
    """Writes some rows; returns False if another task is doing so."""
    kind = table_kind(table.kind)
    with transaction.atomic():
        locked = lock_row(table, "brought_by")
        if locked.rows != table.rows or locked.state != State.WRITING:
            return False
        lines = _judged(kind, rows, locked, titles)
        kind.write(_valid_lines(lines), locked, now)
        _store_refusals(locked, [line for line in lines if line.problems])
        for line in lines:
            locked.counts[line.fate] = locked.counts.get(line.fate, 0) + 1
        locked.rows += len(rows)
        locked.octets_read = octets
        locked.save(update_fields=["counts", "rows", "octets_read"])
    table.rows = locked.rows
    return True


def _judged(
    kind: TableImportKind[Any],
    rows: Sequence[NamedRow],
    table: TableImport,
    titles: Mapping[str, str],
) -> list[Line]:
    """Parses each row into a line with its value, or with the reason why it is skipped.

    Args:
        titles: column title in the file by field name.
    """
    read = kind.reader(table)
    lines = []
    for row in rows:
        cells = (row.cells.get(name, "") for name in kind.titled_by)
        line = Line(number=row.line, title=next(filter(None, cells), "")[:LONGEST_TITLE])
        try:
            if row.problem:
                raise RowRefused(row_sentence(kind, row.problem), column=row.column)
            line.value = read(row)
            line.detail = kind.detail(line.value)
        except RowRefused as refused:
            line.refuse(refused)
            line.column = titles.get(line.column, line.column)
        lines.append(line)
    kind.mark_repeated(_valid_lines(lines))
    return lines


def _valid_lines(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.value is not None]


def _store_refusals(table: TableImport, lines: Sequence[Line]) -> None:
    remaining = max(0, MAX_REFUSALS - table.refusals.count()) if lines else 0
    TableRefusal.objects.bulk_create(
        TableRefusal(
            table=table,
            line=line.number,
            column=line.column[:120],
            cell=(line.cell or line.title)[:80],
            sentence=" ".join(line.problems)[:600],
        )
        for line in lines[:remaining]
    )


def _checked_mapping(kind: TableImportKind[Any], content: IO[bytes], octets: int) -> list[str]:
    """Checks that the content is a table, and suggests the mapping of its columns.

    Args:
        octets: size of the content.

    Raises:
        TableUnreadable: it is too heavy, empty, too long, or not a table.
    """
    if octets > kind.max_octets:
        raise TableUnreadable("too_large")
    mapping = suggested_mapping(header_of(content), kind.names)
    max_rows = kind.max_rows or ROWS_AT_ONCE
    amount = sum(1 for _row in islice(_rows(kind, content, mapping), max_rows + 1))
    if not amount:
        raise TableUnreadable("empty")
    if kind.max_rows and amount > max_rows:
        raise TableUnreadable("too_many_rows")
    return mapping


def _rows(kind: TableImportKind[Any], stream: IO[bytes], mapping: Sequence[str]) -> Any:
    return read_rows(stream, mapping, cell_limit=kind.max_in_a_cell)


def _lock_for(by: Person, table: TableImport) -> TableImport:
    """Locks a table until the transaction ends, and returns it as it is now.

    Raises:
        NotAllowed: `by` may not import it.
        TableImport.DoesNotExist: it was discarded.
    """
    kind = table_kind(table.kind)
    tables = kind.visible_to(by, TableImport.objects.filter(kind=kind.name))
    by.require(kind.right)
    locked = lock_row(table)
    if not tables.filter(pk=table.pk).exists():
        raise NotAllowed
    return locked


def _forget_file(table: TableImport) -> None:
    """Deletes the file of a table after the commit."""
    name = table.file.name
    transaction.on_commit(lambda: _storage().delete(name) if name else None)


def _storage() -> Storage:
    return TableImport._meta.get_field("file").storage
