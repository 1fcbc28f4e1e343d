"""One transaction an operation; the rules of the database become refusals."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db import OperationalError, connection

from bocage.foundation.row_locks import lock_row
from bocage.foundation.turns import gave_way
from bocage.workspaces.models import Booking

ATTEMPTS = 4


def tried_again[**P, R](operation: Callable[P, R]) -> Callable[P, R]:
    """Runs an operation again when PostgreSQL gave way to another transaction.

    Within a transaction of the caller there is nothing to run again: the error goes up.
    """

    @wraps(operation)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        for _attempt in range(ATTEMPTS - 1):
            try:
                return operation(*args, **kwargs)
            except OperationalError as error:
                if not gave_way(error) or connection.in_atomic_block:
                    raise
        return operation(*args, **kwargs)

    return wrapper


def locked_booking(booking: Booking) -> Booking:
    """The booking as it is now, kept from other changes until the end of the transaction."""
    return lock_row(booking, "place__commune", "booked_for")
