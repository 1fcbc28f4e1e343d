"""Statements that PostgreSQL keeps parsed and planned, for what nearly every request reads.

For a row read by its key, understanding the statement costs the database several times what
finding the row does. Django sends values inside the text, so nothing can be kept between two
calls; here they travel beside it (docs/decisions/prepared-statements.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.utils import CursorWrapper


@contextmanager
def prepared_cursor(alias: str = DEFAULT_DB_ALIAS) -> Iterator[CursorWrapper]:
    """Opens a cursor for one fixed statement with placeholders, counted and timed like any other.

    The types of the values are sent as psycopg knows them: where a text stands for another type,
    say so in the statement (`%s::uuid`). One statement at a time, and none that several are joined
    in.
    """
    connection = connections[alias]
    connection.ensure_connection()
    # Neither is known to django-stubs.
    cursor = ServerBindingCursor(cast(Any, connection.connection))  # type: ignore[call-arg]  # the stubs take it for none
    with connection._prepare_cursor(cursor) as wrapped:  # type: ignore[attr-defined]  # not in the stubs
        yield wrapped
