"""Reader of a request, as the policies of row-level security need it.

The permissions of a page are checked in Python, by the policies of each room. PostgreSQL adds a
coarser check on the most private tables (docs/decisions/row-security.md): a connection with the
role of pages sees at most the rows that the person of the request might be shown, and none without
a person. The reader is set until the end of the request.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

import psycopg
from django.core.signals import request_finished, request_started
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.signals import connection_created
from django.utils import timezone
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

from bocage.foundation.db.database import REPLICA
from bocage.foundation.db.web_role import is_pooled, serves_pages

_HAS_READER = "bocage_reads_for"
_BY_ADDRESS = "link"
_PLAIN = re.compile(r"[0-9A-Za-z-]*")
_READ_OR_WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH ")

SET_SESSION = "SET bocage.person = '{}'; SET bocage.day = '{}'"
FORGET_SESSION = b"SET bocage.person = ''"
SET_FOR_READ = "SELECT set_config('bocage.person', %s, true), set_config('bocage.day', %s, true); "
SET_FOR_CHANGE = f"/* for whom */ {SET_FOR_READ}"
"""Prefixed with a comment: django-pghistory adds the author of a change to all but SELECT
statements.
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Person for whom a request reads, and the local date on which it does, since mandates hold
    from one day to another. `key` is the identifier of a person, `link`, or empty.
    """

    key: str
    day: date

    @property
    def values(self) -> tuple[str, str]:
        return self.key, self.day.isoformat()


_reader: ContextVar[Reader | None] = ContextVar("row_security_reader", default=None)


def read_for(person_id: Any, *, day: date | None = None) -> None:
    """Sets the person for whom row-level security lets this request read, until it ends. The reader
    of a secret address takes precedence.
    """
    reader = _reader.get()
    # A link acts for its recipient, even if somebody else is signed in.
    if reader is None or reader.key != _BY_ADDRESS:
        _begin(Reader(str(person_id), day or timezone.localdate()))


def read_by_secret_address() -> None:
    """Marks the request as opened by a signed link or a secret address, until it ends.

    The page alone then decides what it shows.
    """
    _begin(Reader(_BY_ADDRESS, timezone.localdate()))


def forget_reader(**_signal: Any) -> None:
    """Forgets the reader of the request, on every connection that was given one."""
    _reader.set(None)
    for wrapper in connections.all(initialized_only=True):
        if getattr(wrapper, _HAS_READER, False):
            _forget_on(wrapper)


def forget_after_each_request() -> None:
    """Wires the end of a request, the beginning of the next, and a connection that is made in the
    middle of one."""
    request_started.connect(forget_reader, dispatch_uid="reader_before")
    request_finished.connect(forget_reader, dispatch_uid="reader_after")
    connection_created.connect(_prepare_connection, dispatch_uid="reader_again")


def _begin(reader: Reader) -> None:
    serving = [
        connection
        for connection in connections.all(initialized_only=True)
        if serves_pages(connection)
    ]
    if not serving:
        return
    _reader.set(reader)
    for wrapper in serving:
        if not _sets_by_statement(wrapper):
            _set_reader(wrapper, reader)


def _prepare_connection(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    setattr(connection, _HAS_READER, False)
    if _sets_by_statement(connection):
        if _set_with_each_statement not in connection.execute_wrappers:
            # First: the history takes away the last one when its request ends, and was there
            # before if the connection is made in the middle of a request.
            connection.execute_wrappers.insert(0, _set_with_each_statement)
    elif (reader := _reader.get()) is not None:
        _set_reader(connection, reader)


def _sets_by_statement(wrapper: BaseDatabaseWrapper) -> bool:
    """Checks whether the reader is sent with each statement: a replica may have an undeclared
    pooler.
    """
    return is_pooled(wrapper) or wrapper.alias == REPLICA


def _set_reader(wrapper: BaseDatabaseWrapper, reader: Reader) -> None:
    wrapper.ensure_connection()
    if not _PLAIN.fullmatch(reader.key):
        raise ValueError("No key of anybody")
    setattr(wrapper, _HAS_READER, True)
    _run_statement(wrapper, SET_SESSION.format(*reader.values).encode())


def _run_statement(wrapper: BaseDatabaseWrapper, statement: bytes) -> None:
    """Runs a statement through libpq, since psycopg cursors are six times slower.

    The statement has no parameters and no result, and runs twice per request. Django is notified of
    a failure, and closes a connection that the server has left.

    Raises:
        django.db.Error: as of any statement.
    """
    with wrapper.wrap_database_errors:
        session = wrapper.connection.pgconn
        result = session.exec_(statement)
        if session.status == ConnStatus.BAD:
            raise psycopg.OperationalError("the server has left")
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)


def _forget_on(wrapper: BaseDatabaseWrapper) -> None:
    """Removes the reader from a connection, and closes the connection if that fails.

    Otherwise each later request of the process would fail until a restart.
    """
    raw = wrapper.connection
    if raw is not None and raw.info.transaction_status == TransactionStatus.INERROR:
        if wrapper.in_atomic_block:
            return
        wrapper.close()
    elif raw is not None:
        try:
            _run_statement(wrapper, FORGET_SESSION)
        except OperationalError:
            wrapper.close()
    setattr(wrapper, _HAS_READER, False)


def _set_with_each_statement(
    execute: Callable[..., Any],
    sql: Any,
    params: Sequence[Any] | Mapping[str, Any] | None,
    many: bool,
    context: Mapping[str, Any],
) -> Any:
    """Adds the reader to each statement, for connections behind a pooler.

    A connection is ours for one transaction there, and a session setting would leak to others.
    Prepared statements, and those with named parameters, read no protected table.
    """
    reader = _reader.get()
    if reader is None or not _can_bring(sql, params, many, context):
        return execute(sql, params, many, context)
    if params is None:
        sql, params = sql.replace("%", "%%"), ()
    parameters = (*reader.values, *params)
    is_read = sql.lstrip()[:6].upper() == "SELECT"
    result = execute((SET_FOR_READ if is_read else SET_FOR_CHANGE) + sql, parameters, many, context)
    while result is not None and result.nextset():
        pass
    return result


def _can_bring(sql: Any, params: Any, many: bool, context: Mapping[str, Any]) -> bool:
    return (
        isinstance(sql, str)
        and sql.lstrip()[:6].upper().startswith(_READ_OR_WRITE)
        and not many
        and not isinstance(params, Mapping)
        and not isinstance(context["cursor"].cursor, ServerBindingCursor)
    )
