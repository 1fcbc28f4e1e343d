"""Rows by the million: COPY into the tables of our models, with their indexes made afterwards."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import NOT_PROVIDED

from bocage.foundation.errors import Refusal

LINES_AT_ONCE = 5_000
NULL = r"\N"

DEFINITIONS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
        format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
            pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid::regclass::text = ANY (%(tables)s) AND contype IN ('u', 'x')
    UNION ALL
    SELECT format('DROP INDEX %%I', relname), pg_get_indexdef(pg_class.oid)
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indrelid::regclass::text = ANY (%(tables)s)
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
"""Statements that drop and recreate each index but the primary keys."""
MAY_LOAD = """
    SELECT has_parameter_privilege('session_replication_role', 'SET')
        AND pg_has_role('pg_checkpoint', 'USAGE')
"""


class AccountMayNotLoad(Refusal):
    """Loading silences the triggers of the database, which few accounts may do."""

    default_sentence = (
        "The account of DATABASE_URL may not load rows by the million: it must be a superuser of"
        " PostgreSQL, as that of the embedded database is, or may set session_replication_role"
        " and is a member of pg_checkpoint."
    )


def check_account() -> None:
    """Checks that the account may do all that `bulk_loading` and `finish_loading` do.

    Raises:
        AccountMayNotLoad: it may not.
    """
    with connection.cursor() as cursor:
        cursor.execute(MAY_LOAD)
        (may_load,) = cursor.fetchone()
    if not may_load:
        raise AccountMayNotLoad


def as_text(value: Any) -> str:
    """Formats a value in the text format of COPY."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | dict):
        if value:
            raise ValueError("only empty lists and objects stand in every row")
        return "{}"
    text = str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def copy_lines(
    model: type[models.Model], names: Collection[str], lines: Iterable[str], *, now: datetime
) -> int:
    """Copies lines into the table of a model, and returns their number.

    A line has the texts of the fields `names`, separated by tabs. Every other field has its default
    in each row, and `now` for its time of writing; generated and nullable columns are left to the
    database.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    constants = dict(_constants(fields, names, now))
    columns = [str(fields[name].column) for name in [*names, *constants]]
    quote = connection.ops.quote_name
    column_list = ", ".join(quote(column) for column in columns)
    end = "".join(f"\t{text}" for text in constants.values()) + "\n"
    row_count = 0
    with connection.cursor() as cursor:
        raw = cursor.cursor
        with raw.copy(f"COPY {quote(model._meta.db_table)} ({column_list}) FROM STDIN") as copy:
            waiting: list[str] = []
            for line in lines:
                waiting.append(line)
                if len(waiting) == LINES_AT_ONCE:
                    copy.write(end.join(waiting) + end)
                    row_count += len(waiting)
                    waiting.clear()
            if waiting:
                copy.write(end.join(waiting) + end)
                row_count += len(waiting)
    return row_count


def _constants(
    fields: dict[str, Any], names: Collection[str], now: datetime
) -> Iterator[tuple[str, str]]:
    """Yields the mandatory fields that are not among `names`, each with its default."""
    for name, field in fields.items():
        is_filled = (
            field.generated
            or field.db_default is not NOT_PROVIDED
            or isinstance(field, models.AutoField)
        )
        if name in names or is_filled or (field.null and not field.has_default()):
            continue
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
            yield name, as_text(now)
        else:
            yield name, as_text(field.get_default())


@contextmanager
def bulk_loading(*loaded: type[models.Model]) -> Iterator[None]:
    """Disables triggers and drops all indexes but the primary keys within the block.

    Afterwards the indexes are recreated and the tables analyzed. The block is one transaction: if
    interrupted, tables and indexes are as before it. The account must be one that `check_account`
    accepts.
    """
    tables = [model._meta.db_table for model in loaded]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(DEFINITIONS, {"tables": tables})
        definitions = cursor.fetchall()
        for removal, _making in definitions:
            cursor.execute(removal)
        yield
        for _removal, making in definitions:
            cursor.execute(making)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def finish_loading() -> None:
    """Runs the maintenance that loading defers, which would slow the measured pages.

    Outside any transaction: the tables are vacuumed, and a checkpoint is made.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
