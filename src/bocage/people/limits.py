"""Limits on attempts, counted in PostgreSQL, so that they hold over every web process.

Each count is one statement that reads and writes at once: a hundred requests in the same
millisecond are a hundred attempts. Counting is not part of the caller's transaction when it
is called outside one, so that a refusal does not give the attempt back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from bocage.foundation.keyed_digests import keyed_digest
from bocage.people.errors import TooManyAttempts


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most `amount` attempts of `action` for one subject in a window of time."""

    action: str
    amount: int
    window: timedelta


def count_attempt(limit: Limit, subject: str, *, now: datetime | None = None) -> int:
    """Counts one attempt for a subject (an address, a network address), and returns how many.

    Raises:
        TooManyAttempts: there were `limit.amount` in the window already.
    """
    moment = now or timezone.now()
    counted = f"{limit.action}:{subject}"
    key = keyed_digest("bocage.people.limits", counted)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO people_attemptcount AS counted (key, opened_at, count)
            VALUES (%(key)s, %(now)s, 1)
            ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN counted.opened_at > %(oldest)s THEN counted.count + 1 ELSE 1 END,
                opened_at = CASE WHEN counted.opened_at > %(oldest)s
                            THEN counted.opened_at ELSE %(now)s END
            RETURNING count, opened_at
            """,
            {"key": key, "now": moment, "oldest": moment - limit.window},
        )
        count, opened_at = cursor.fetchone()
    if count > limit.amount:
        raise TooManyAttempts(until=opened_at + limit.window, now=moment)
    return int(count)
