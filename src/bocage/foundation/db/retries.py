"""Retries of transactions that PostgreSQL aborted in favour of another."""

from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, connection

CONFLICTS = frozenset({"40001", "40P01"})
"""Serialization failure, deadlock detected (PostgreSQL, appendix A)."""
ATTEMPTS = 4


def retry_on_conflict[**P, R](operation: Callable[P, R]) -> Callable[P, R]:
    """Decorates an operation that runs three times at most, when its transaction loses a conflict.

    Within a transaction of the caller there is nothing to run again: the error goes up.
    """

    @wraps(operation)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        for _attempt in range(ATTEMPTS - 1):
            try:
                return operation(*args, **kwargs)
            except OperationalError as error:
                if not is_conflict(error) or connection.in_atomic_block:
                    raise
        return operation(*args, **kwargs)

    return wrapper


def is_conflict(error: BaseException) -> bool:
    """Checks whether an error means that PostgreSQL ended a transaction in favour of another, so
    that it may be retried.
    """
    return getattr(error.__cause__, "sqlstate", None) in CONFLICTS
