"""A request of a test is answered in the role that pages have in the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg.pq import TransactionStatus

from bocage.foundation.web_role import leave_web_role, take_web_role


@contextmanager
def in_the_role_of_pages() -> Iterator[None]:
    """Inside, the connection of the test has the role of pages. Below Django's connection, so that
    no count of queries tells of it. A test without a database has none, nor has one whose answers
    were closed: the end of a request closes the connection of a test.
    """
    if connection.connection is None or connection.connection.closed:
        yield
        return
    assert take_web_role(connection), "the database of the tests has no role for pages"
    try:
        yield
    finally:
        raw = connection.connection
        is_cut = raw is None or raw.closed
        if not is_cut and raw.info.transaction_status != TransactionStatus.INERROR:
            leave_web_role(connection)
