"""Loading without savepoints, since it is committed as a whole or not at all.

Each operation opens a transaction, which would be a savepoint within that of the loading: two more
statements for each of three thousand, and PostgreSQL would track all of them until the end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from bocage.foundation.events import events_together


def run_whole[Result](load: Callable[[], Result]) -> Result:
    """Runs `load` in one transaction, without savepoints. If something was refused after it had
    written, which is rare, runs it again with savepoints.
    """
    try:
        with transaction.atomic(), without_savepoints(), events_together():
            return load()
    except TransactionManagementError:
        with transaction.atomic():
            return load()


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Disables the savepoints of operations inside the block, which runs in a transaction.

    An operation that rolls back then rolls back everything: the next statement raises
    `TransactionManagementError`. Operations that may be rejected use `one_attempt`.
    """
    with _savepoints(used=False):
        yield


@contextmanager
def one_attempt() -> Iterator[None]:
    """Sets a savepoint around an operation that may be rejected, so that only it is rolled back."""
    used_before = connection.features.uses_savepoints
    with _savepoints(used=True), transaction.atomic(), _savepoints(used=used_before):
        yield


@contextmanager
def _savepoints(*, used: bool) -> Iterator[None]:
    features = connection.features
    used_before, features.uses_savepoints = features.uses_savepoints, used
    try:
        yield
    finally:
        features.uses_savepoints = used_before
