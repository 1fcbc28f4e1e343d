"""Advisory locks of PostgreSQL, by name: one at a time, whatever the processes.

A name gives a subject and a key, as `housing.searches:ada@example.org`. Statements that choose
among rows by their locks take the same number: `hashtextextended(name, 0)`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.transaction import TransactionManagementError


def take_advisory_lock(name: str) -> None:
    """Takes the advisory lock of this name, waiting for it if needed, until the transaction ends.

    Raises:
        TransactionManagementError: there is no transaction, and the lock would be released at once.
    """
    _ask_within_transaction("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", name)


def try_advisory_lock(name: str) -> bool:
    """Takes the advisory lock of this name until the transaction ends if it is free, and returns
    True if it was.

    Raises:
        TransactionManagementError: there is no transaction, and the lock would be released at once.
    """
    statement = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
    return bool(_ask_within_transaction(statement, name))


@contextmanager
def session_advisory_lock(name: str) -> Iterator[None]:
    """Takes the advisory lock of this name, waiting for it if needed, for a block that has
    transactions of its own.
    """
    _ask("SELECT pg_advisory_lock(hashtextextended(%s, 0))", name)
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)


def _ask_within_transaction(statement: str, name: str) -> object:
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"the advisory lock « {name} » needs a transaction")
    return _ask(statement, name)


def _ask(statement: str, name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])
        return cursor.fetchone()[0]
