"""One at a time, whatever the processes: the advisory locks of PostgreSQL, by name.

A turn lasts until the transaction ends, however it ends. The name says of whom or of what, as
`housing.searches:ada@example.org`.
"""

from django.db import connection
from django.db.transaction import TransactionManagementError

GAVE_WAY = frozenset({"40001", "40P01"})
"""Serialization failure, deadlock detected (PostgreSQL, appendix A)."""


def wait_for_a_turn(name: str) -> None:
    """Waits until nobody else has the turn of this name, and has it until the transaction ends.

    Raises:
        TransactionManagementError: there is no transaction, and the turn would be over at once.
    """
    _ask("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", name)


def takes_a_turn(name: str) -> bool:
    """Whether the turn of this name was free; it is then had until the transaction ends.

    Raises:
        TransactionManagementError: there is no transaction, and the turn would be over at once.
    """
    return bool(_ask("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", name))


def gave_way(error: BaseException) -> bool:
    """Whether PostgreSQL ended a transaction in favour of another: it may be run again."""
    return getattr(error.__cause__, "sqlstate", None) in GAVE_WAY


def _ask(statement: str, name: str) -> object:
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"the turn « {name} » needs a transaction")
    with connection.cursor() as cursor:
        cursor.execute(statement, [name])
        return cursor.fetchone()[0]
