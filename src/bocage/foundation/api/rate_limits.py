"""Rate limits of API callers, counted in PostgreSQL for all processes, and sent in each response.

A process takes requests from the allowance of a caller a few at a time, and counts those locally:
five hundred requests a second from one caller cost the database a few statements. The remaining
number that is sent is therefore never too high, and too low by what other processes hold.

Headers: RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10).
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.db import connection
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.networks import networks_of
from bocage.foundation.keyed_digests import keyed_digest

WINDOW_S = 60
PARTS = 20
"""A process takes a twentieth of an allowance at a time."""
MAX_CALLERS = 10_000


class TooManyRequests(Refusal):
    """More requests than the allowance of a minute."""

    status = 429
    default_sentence = _(
        "Trop de demandes en une minute : attendez le temps que dit l’en-tête Retry-After."
    )


@dataclass(frozen=True, slots=True)
class Allowance:
    """Number of requests that a caller has left in the current window."""

    quota: int
    remaining: int
    seconds: int
    """Seconds until the next window."""
    is_used_up: bool = False

    def write_headers(self, response: HttpResponse) -> None:
        """Writes it into the headers of an answer."""
        response["RateLimit-Policy"] = f'"requests";q={self.quota};w={WINDOW_S}'
        response["RateLimit"] = f'"requests";r={self.remaining};t={self.seconds}'
        if self.is_used_up:
            response["Retry-After"] = str(self.seconds)


@dataclass(slots=True)
class _Share:
    """Requests that this process has taken for a caller in a window, and not used."""

    window: int
    unused: int
    available: int
    """Number of requests that no process had taken at that moment."""


_shares: OrderedDict[str, _Share] = OrderedDict()
_lock = Lock()


def use_one(subject: str, *, quota: int, now: float | None = None) -> Allowance:
    """Uses one request of the allowance of a caller, or reports that it is used up.

    `now` is a time of the clock in seconds since 1970.
    """
    moment = time.time() if now is None else now
    window, seconds = int(moment // WINDOW_S), WINDOW_S - int(moment % WINDOW_S)
    with _lock:
        share = _shares.get(subject)
        if share is None or share.window != window:
            share = _shares[subject] = _Share(window, 0, quota)
        _shares.move_to_end(subject)
        if len(_shares) > MAX_CALLERS:
            _shares.popitem(last=False)
        if share.unused == 0 and share.available > 0:
            share.unused, share.available = _take_some(subject, window, quota)
        if share.unused == 0:
            return Allowance(quota, 0, seconds, is_used_up=True)
        share.unused -= 1
        return Allowance(quota, share.unused + share.available, seconds)


def use_one_from(network_address: str, *, quota: int, now: float | None = None) -> Allowance:
    """Uses one request of the allowance of each network of an address, and returns the least left.

    A wide network reports that it has none left only once a narrow one of it still had some.
    """
    allowances = []
    for network in networks_of(network_address):
        allowance = use_one(f"network:{network.key}", quota=quota * network.weight, now=now)
        if allowance.is_used_up:
            return allowance
        allowances.append(allowance)
    return min(allowances, key=lambda allowance: allowance.remaining)


def _take_some(subject: str, window: int, quota: int) -> tuple[int, int]:
    """Takes a part of the allowance: how many requests this gave, and how many are left to take."""
    part = max(1, quota // PARTS)
    key = keyed_digest("bocage.api.rate", subject)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO foundation_requestcount AS counted (key, time_window, used)
            VALUES (%(key)s, %(window)s, %(part)s)
            ON CONFLICT (key) DO UPDATE SET
                used = CASE WHEN counted.time_window = %(window)s
                       THEN counted.used + %(part)s ELSE %(part)s END,
                time_window = %(window)s
            RETURNING used
            """,
            {"key": key, "window": window, "part": part},
        )
        (used,) = cursor.fetchone()
    granted = max(0, part - max(0, used - quota))
    return granted, max(0, quota - used)


def forget_counts(*, now: float | None = None) -> int:
    """Forgets the counts of the windows before, and returns how many."""
    window = int((time.time() if now is None else now) // WINDOW_S)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_requestcount WHERE time_window < %s", [window])
        return cursor.rowcount


def reset_held_allowances() -> None:
    """Drops the requests that this process holds, as in a process that starts."""
    with _lock:
        _shares.clear()
