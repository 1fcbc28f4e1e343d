"""Refusal of writes that row-level security silences.

PostgreSQL hides rows from an UPDATE or a DELETE as it hides them from a SELECT: the statement
changes nothing and reports no error. A page that should have ended a consent would then answer that
it had. Such a statement is run again without row-level security; if it finds rows, it is an error.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import ClientCursor

from bocage.foundation.db.web_role import has_web_role

_WRITE = re.compile(r'\s*(?:UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?"?(\w+)"?', re.IGNORECASE)
_WALLED = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
"""


class RowsHidden(DatabaseError):
    """A write of a page that would have changed rows, all hidden from the person of the request."""


def watch_connections() -> None:
    """Makes each connection that this process opens from now on refuse writes whose rows are all
    hidden by row-level security.
    """
    connection_created.connect(watch_connection, dispatch_uid="hidden_rows")


def watch_connection(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Makes one connection refuse writes whose rows are all hidden by row-level security, as
    `watch_connections` does.
    """
    if refuse_hidden_rows not in connection.execute_wrappers:
        # First: it reads the statement as it was written, before the history adds to it.
        connection.execute_wrappers.insert(0, refuse_hidden_rows)


def refuse_hidden_rows(
    execute: Callable[..., Any],
    sql: Any,
    params: Sequence[Any] | Mapping[str, Any] | None,
    many: bool,
    context: Mapping[str, Any],
) -> Any:
    """Runs a statement of a page, as an execution wrapper of Django.

    Raises:
        RowsHidden: it changed nothing, and would have changed rows that its reader does not
            see.
    """
    result = execute(sql, params, many, context)
    wrapper: BaseDatabaseWrapper = context["connection"]
    if not many and context["cursor"].rowcount == 0 and is_walled_write(wrapper, sql):
        hidden = count_without_wall(wrapper, sql, params)
        if hidden:
            raise RowsHidden(f"{hidden} rows are hidden from: {sql}")
    return result


def is_walled_write(wrapper: BaseDatabaseWrapper, sql: Any) -> bool:
    """Checks whether an SQL statement of a page writes to a table that row-level security
    guards.
    """
    match = _WRITE.match(sql) if isinstance(sql, str) else None
    return match is not None and has_web_role(wrapper) and match[1] in walled_tables(wrapper)


def count_without_wall(
    wrapper: BaseDatabaseWrapper, sql: str, params: Sequence[Any] | Mapping[str, Any] | None
) -> int:
    """Counts the rows that a write would change without row-level security, and changes none.

    Below Django's connection: neither its count of queries nor the history knows of it.
    """
    raw = wrapper.connection
    with raw.transaction(force_rollback=True), ClientCursor(raw) as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def walled_tables(wrapper: BaseDatabaseWrapper) -> frozenset[str]:
    """Returns the names of the tables of a database that row-level security guards."""
    database = wrapper.connection.info.dbname
    if database not in _walled:
        rows = wrapper.connection.execute(_WALLED).fetchall()
        _walled[database] = frozenset(name for (name,) in rows)
    return _walled[database]


_walled: dict[str, frozenset[str]] = {}
"""The guarded tables of each database, read once: migrations never run in a process of pages."""
