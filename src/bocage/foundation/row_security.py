"""For whom a page reads and writes, as the policies of row-level security ask it.

The rights of a page are checked in Python, by the policies of each room. Behind them PostgreSQL
holds a coarser wall on what is most private (docs/decisions/row-security.md): a connection that has
the role of pages sees of those tables what the person of the request might be shown at most, and
nothing for nobody. What is told here lasts until the request is over.
"""

from datetime import date
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils import timezone
from psycopg.pq import TransactionStatus

from bocage.foundation.web_role import has_web_role

_TOLD = "bocage_reads_for"
_BY_LINK = "link"
_NOBODY = ""

TELL = "SELECT set_config('bocage.person', %s, false), set_config('bocage.day', %s, false)"


def read_for(person_id: Any, *, day: date | None = None) -> None:
    """From now on, and until the request ends, the connection reads for somebody.

    The day is that of the local calendar: mandates hold from one to another.
    """
    # A link stands for whom it was sent to, whoever is signed in beside it.
    if has_web_role(connection) and getattr(connection, _TOLD, _NOBODY) != _BY_LINK:
        _tell(connection, str(person_id), day or timezone.localdate())


def read_by_secret_address() -> None:
    """Whoever asks holds a link that is signed, or an address that nobody guesses: what it opens is
    for its page alone to say."""
    if has_web_role(connection):
        _tell(connection, _BY_LINK, timezone.localdate())


def forget_reader(**_signal: Any) -> None:
    """The next request begins with nobody."""
    if not getattr(connection, _TOLD, _NOBODY):
        return
    raw = connection.connection
    if raw is None:
        setattr(connection, _TOLD, _NOBODY)
    elif raw.info.transaction_status == TransactionStatus.INERROR and not _is_kept_open():
        connection.close()
        setattr(connection, _TOLD, _NOBODY)
    elif raw.info.transaction_status != TransactionStatus.INERROR:
        _tell(connection, _NOBODY, timezone.localdate())


def forget_after_each_request() -> None:
    """Wires the end of a request, the beginning of the next, and a connection that is made anew in
    the middle of one."""
    request_started.connect(forget_reader, dispatch_uid="reader_before")
    request_finished.connect(forget_reader, dispatch_uid="reader_after")
    connection_created.connect(_tell_again, dispatch_uid="reader_again")


def _is_kept_open() -> bool:
    """Whether the request ran inside a transaction that is not its own, as those of tests do."""
    return connection.in_atomic_block


def _tell_again(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    told = getattr(connection, _TOLD, _NOBODY)
    if told:
        _tell(connection, told, timezone.localdate())


def _tell(wrapper: BaseDatabaseWrapper, reader: str, day: date) -> None:
    wrapper.ensure_connection()
    wrapper.connection.execute(TELL, [reader, day.isoformat()])
    setattr(wrapper, _TOLD, reader)
