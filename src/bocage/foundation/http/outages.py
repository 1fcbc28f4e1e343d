"""Errors of the database that are no fault of a page: it is away, it is busy, or what was sent
holds what no text does.

While it is away, the log says it once, then counts. Each request that is refused meanwhile would
write the same long traceback: the first one does, and the line of each of the others says how many
they are. The first connection that is made again says that it is over.
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
"""What PostgreSQL says of a connection that it ends or refuses; most often it says nothing."""

RETRY_AFTER_S = 10
"""When who met a database that is away, or busy, may ask again: a restart takes a few seconds."""


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
        """Resets the count, and returns what it was."""
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
    """Checks whether an error means that a text contains what the database cannot store: NUL, or a
    lone surrogate.

    Such an error has no SQLSTATE, since it is raised before PostgreSQL sees the text.
    """
    if isinstance(error, UnicodeEncodeError):
        return error.encoding == "utf-8" and "surrogates" in error.reason
    cause = error.__cause__ if isinstance(error, DataError) else error
    return isinstance(cause, psycopg.DataError) and cause.sqlstate is None and "NUL" in str(cause)


class OnceAnOutage(logging.Filter):
    """Lets the traceback of the first request through; the line of every request, which has its
    route and its status, says the rest."""

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
