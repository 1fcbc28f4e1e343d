"""Database errors that are no fault of a page: outage, overload, or a text that cannot be stored.

During an outage, the traceback is logged once: each refused request would write the same long one.
The line of each later request has the count, and the first connection that succeeds logs the end of
the outage.
"""

import logging
from threading import Lock
from typing import Any

import psycopg
import structlog
from django.db import DataError, InterfaceError, OperationalError
from django.db.backends.signals import connection_created

logger = structlog.get_logger("bocage.database")

_LOST_STATES = ("08", "57P01", "57P02", "57P03")
"""SQLSTATE codes of a connection that PostgreSQL ends or refuses; most often there is none."""

RETRY_AFTER_S = 10
"""Value of `Retry-After` in seconds when the database is away or busy: a restart takes a few
seconds.
"""


class Outage:
    """Counter of the requests of this process that met an unreachable database since it was last
    reached.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._refused = 0

    def note(self) -> int:
        """Counts one more request, and returns their number."""
        with self._lock:
            self._refused += 1
            return self._refused

    def end(self) -> int:
        """Resets the count, and returns the previous value."""
        with self._lock:
            refused, self._refused = self._refused, 0
            return refused


outage = Outage()


def is_away(error: BaseException | None) -> bool:
    """Checks whether an error means that the database cannot be reached, and not that it refused a
    statement.
    """
    cause = error.__cause__ if isinstance(error, (OperationalError, InterfaceError)) else error
    if not isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError)):
        return False
    return cause.sqlstate is None or cause.sqlstate.startswith(_LOST_STATES)


def is_for_later(error: BaseException | None) -> bool:
    """Checks whether the same request may well succeed in a moment: the database cannot be reached,
    or another transaction held a row for too long.
    """
    cause = error.__cause__ if isinstance(error, OperationalError) else error
    return is_away(error) or isinstance(cause, psycopg.errors.LockNotAvailable)


def is_unstorable_text(error: BaseException | None) -> bool:
    """Checks whether an error means that a text cannot be stored: it has NUL or a lone surrogate.

    Such an error has no SQLSTATE, since it is raised before PostgreSQL sees the text.
    """
    if isinstance(error, UnicodeEncodeError):
        return error.encoding == "utf-8" and "surrogates" in error.reason
    cause = error.__cause__ if isinstance(error, DataError) else error
    return isinstance(cause, psycopg.DataError) and cause.sqlstate is None and "NUL" in str(cause)


class OnceAnOutage(logging.Filter):
    """Filter that passes only the traceback of the first request of an outage.

    The line of every request, which has its route and its status, suffices for the others.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not (record.exc_info and is_away(record.exc_info[1])):
            return True
        refused = outage.note()
        structlog.contextvars.bind_contextvars(database="away", refused=refused)
        return refused == 1


def connect_outage_end() -> None:
    """Connects the signal that logs the end of an outage."""
    connection_created.connect(_log_outage_end, dispatch_uid="database_is_back")


def _log_outage_end(**_signal: Any) -> None:
    if refused := outage.end():
        logger.warning("database_is_back", refused=refused)
