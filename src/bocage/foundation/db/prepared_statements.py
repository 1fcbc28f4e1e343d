"""Prepared statements of PostgreSQL, for rows that nearly every request reads.

For a row read by its key, parsing and planning cost the database several times the lookup. Django
inlines values in the text, so that no plan can be reused between two calls; here values are sent as
parameters (docs/decisions/prepared-statements.md).
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
    cast it in the statement (`%s::uuid`). One statement per call, not several joined.
    """
    connection = connections[alias]
    connection.ensure_connection()
    # Neither is known to django-stubs.
    cursor = ServerBindingCursor(cast(Any, connection.connection))  # type: ignore[call-arg]  # the stubs take it for none
    with connection._prepare_cursor(cursor) as wrapped:  # type: ignore[attr-defined]  # not in the stubs
        yield wrapped
