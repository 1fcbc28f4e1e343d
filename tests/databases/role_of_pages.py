"""A request of a test is answered in the role that pages have in the database."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

from bocage.foundation.db.hidden_rows import (
    RowsHidden,
    count_without_wall,
    is_walled_write,
    refuse_hidden_rows,
)
from bocage.foundation.db.web_role import leave_web_role, take_web_role


@contextmanager
def in_the_role_of_pages() -> Iterator[None]:
    """Gives the test's connection the role of pages inside the block. It works below Django's
    connection, so that no query count includes it. Has no effect without a database, or once the
    connection is closed, as the end of a request does."""
    if connection.connection is None or connection.connection.closed:
        yield
        return
    serve_pages_on(connection)
    try:
        yield
    finally:
        connection.execute_wrappers.remove(expect_every_row)
        raw = connection.connection
        is_cut = raw is None or raw.closed
        if not is_cut and raw.info.transaction_status != TransactionStatus.INERROR:
            leave_web_role(connection)


def serve_pages_on(wrapper: BaseDatabaseWrapper) -> None:
    """Have a connection work in the role of pages, where each write behind the wall is compared
    with what it would have changed without the wall."""
    assert take_web_role(wrapper), "the database of the tests has no role for pages"
    if expect_every_row not in wrapper.execute_wrappers:
        wrapper.execute_wrappers.insert(0, expect_every_row)


def is_alone(wrapper: BaseDatabaseWrapper) -> bool:
    """Checks whether a test runs in one transaction, without concurrent writes."""
    blocks: list[Any] = wrapper.atomic_blocks
    return any(block._from_testcase for block in blocks)


def expect_every_row(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Mapping[str, Any]
) -> Any:
    """Fail where the wall hides some of the rows that a statement of a page means to change.

    Stricter than `hidden_rows.refuse_hidden_rows`, which production runs: that one asks again only
    where nothing changed.
    """
    wrapper = context["connection"]
    if many or not is_walled_write(wrapper, sql):
        return execute(sql, params, many, context)
    if not is_alone(wrapper):
        return refuse_hidden_rows(execute, sql, params, many, context)
    try:
        expected = count_without_wall(wrapper, sql, params)
    except psycopg.DatabaseError:
        # Refused by a rule of the table: the statement itself says so.
        return execute(sql, params, many, context)
    result = execute(sql, params, many, context)
    changed = context["cursor"].rowcount
    if changed != expected:
        raise RowsHidden(f"{expected - changed} of {expected} rows are hidden from: {sql}")
    return result
