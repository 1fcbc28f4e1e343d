"""Reads from a replica of the database, for pages that may be a second old.

    @public
    @allow_stale_second
    def commune_list(request: HttpRequest) -> HttpResponse: ...

Such a view reads the replica if the instance has one, the replica is up to date, and the visitor
has not just written something. Everything else, and every transaction, stays on the primary; so
does the rest of a request from its first write on. If a replica fails or lags, the view runs again
on the primary (docs/decisions/several-machines.md).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from functools import wraps
from threading import Lock
from typing import Any, Concatenate

import structlog
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse

from bocage.foundation.db.database import REPLICA

logger = structlog.get_logger("bocage.replica")

WROTE_COOKIE = f"{settings.COOKIE_PREFIX}bocage_wrote"
FOLLOWS_OWN_WRITE_S = 10
"""Seconds during which a visitor who wrote something reads the primary: well above the lag of a
replica in use.
"""
LOOKED_AT_EACH_S = 1.0
POSITION_GOOD_FOR_S = 2.0
"""Maximum age in seconds of the position of the primary that the replica must have reached."""
LEFT_ASIDE_FOR_S = 5.0

PRIMARY_POSITION = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
REPLICA_POSITION = """
SELECT (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END)
    - '0/0'::pg_lsn
"""

_may_be_old: ContextVar[bool] = ContextVar("reads_may_be_a_second_old", default=False)


class Follower:
    """State of the replica as this process knows it: whether, when last checked, it had reached the
    position of the primary of a moment before.

    No clocks are compared, and a replica that is cut off and believes itself up to date is not
    trusted on its lag.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._looks_again_at = 0.0
        self._follows = False
        self._known: tuple[float, Decimal] | None = None

    def follows(self) -> bool:
        """Checks whether the replica is some two seconds behind at most; reads both servers at most
        once a second.
        """
        now = time.monotonic()
        with self._lock:
            if now < self._looks_again_at:
                return self._follows
            self._looks_again_at = now + LOOKED_AT_EACH_S
            last_position, self._known = self._known, None
        primary = _position(DEFAULT_DB_ALIAS, PRIMARY_POSITION)
        try:
            replica = _position(REPLICA, REPLICA_POSITION)
        except (OperationalError, InterfaceError) as error:
            self.leave_aside(str(error))
            return False
        is_recent = last_position is not None and now - last_position[0] <= POSITION_GOOD_FOR_S
        to_reach = last_position[1] if last_position and is_recent else primary
        with self._lock:
            self._known = (now, primary)
            self._follows = replica >= to_reach
            return self._follows

    def leave_aside(self, reason: str) -> None:
        """Stops reading from the replica for a few seconds (`LEFT_ASIDE_FOR_S`), and logs why."""
        logger.warning("replica_left_aside", why=reason.strip())
        connections[REPLICA].close()
        with self._lock:
            self._follows, self._known = False, None
            self._looks_again_at = time.monotonic() + LEFT_ASIDE_FOR_S


follower = Follower()


class ReplicaRouter:
    """Sends reads to the replica within a view that may be a second old, and the rest of it to the
    primary once it has written."""

    def db_for_read(self, _model: type, **_hints: Any) -> str:
        if _may_be_old.get() and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return REPLICA
        return DEFAULT_DB_ALIAS

    def db_for_write(self, _model: type, **_hints: Any) -> str:
        _may_be_old.set(False)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, _first: object, _second: object, **_hints: Any) -> bool:
        """Allows any relation: both databases hold the same rows."""
        return True

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


def allow_stale_second[**Given, Answer](
    view: Callable[Concatenate[HttpRequest, Given], Answer],
) -> Callable[Concatenate[HttpRequest, Given], Answer]:
    """Decorates a view that only reads, and whose response may be a second old."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if not _asks_the_replica(request):
            return view(request, *args, **kwargs)
        mark = _may_be_old.set(True)
        try:
            return view(request, *args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            if not _may_be_old.get():  # It has written: do not run it twice.
                raise
            follower.leave_aside(str(error))
        finally:
            _may_be_old.reset(mark)
        return view(request, *args, **kwargs)

    return answer


@contextmanager
def up_to_date() -> Iterator[None]:
    """Makes reads within the block use the primary.

    A response that is cached under a version must not be older than the version.
    """
    mark = _may_be_old.set(False)
    try:
        yield
    finally:
        _may_be_old.reset(mark)


def marks_own_writes() -> bool:
    """Checks whether the instance has a replica, so that browsers carry the mark of
    `OwnWritesMiddleware`.
    """
    return REPLICA in settings.DATABASES


def reading_alias() -> str:
    """Returns the alias of the database that a raw SQL read may use at this point."""
    return ReplicaRouter().db_for_read(object)


class OwnWritesMiddleware:
    """Marks the browser of who has sent something, so that the next pages show it to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not marks_own_writes():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not _only_reads(request):
            response.set_cookie(
                WROTE_COOKIE,
                "1",
                max_age=FOLLOWS_OWN_WRITE_S,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _asks_the_replica(request: HttpRequest) -> bool:
    """Checks whether a request may read the replica; API clients with a token, whose writes leave
    no mark, may not.
    """
    return (
        REPLICA in connections.settings
        and _only_reads(request)
        and WROTE_COOKIE not in request.COOKIES
        and "Authorization" not in request.headers
        and follower.follows()
    )


def _only_reads(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD", "OPTIONS"}


def _position(alias: str, statement: str) -> Decimal:
    """Returns the position in the WAL of a server, in bytes since its beginning."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        (position,) = cursor.fetchone()
    return Decimal(position)
