"""Limits on attempts, counted in PostgreSQL, so that they hold over every web process.

Each count is one statement that reads and writes at once: a hundred requests in the same
millisecond are a hundred attempts. Counting is not part of the caller's transaction when it
is called outside one, so that a refusal does not give the attempt back.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from bocage.foundation.http.networks import networks_of
from bocage.foundation.http.spam_challenge import is_worked
from bocage.foundation.keyed_digests import keyed_digest
from bocage.people.errors import TooManyAttempts

LONGEST_WINDOW = timedelta(days=7)
"""Longest period of a limit, after which counts are deleted."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Limit of `amount` attempts of `action` for one subject in a window of time.

    Raises:
        ValueError: the window is longer than counts are stored.
    """

    action: str
    amount: int
    window: timedelta

    def __post_init__(self) -> None:
        if self.window > LONGEST_WINDOW:
            raise ValueError(f"{self.action} is counted for longer than counts are kept")


WORK = Limit(action="proof_of_work", amount=1, window=timedelta(hours=2))
"""Limit of each proof of work, which may be used once while it is valid."""


def count_attempt(limit: Limit, subject: str, *, now: datetime | None = None) -> int:
    """Counts one attempt for a subject (an address, a person), and returns how many.

    Raises:
        TooManyAttempts: there were `limit.amount` in the window already.
    """
    moment = now or timezone.now()
    counter = f"{limit.action}:{subject}"
    key = keyed_digest("bocage.people.limits", counter)
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


def count_attempt_from(
    limit: Limit, network_address: str, *, within: str = "", now: datetime | None = None
) -> None:
    """Counts one attempt for each network of an address, the narrowest first.

    `within` is what is counted apart there (a door, an evening).

    Raises:
        TooManyAttempts: one of the networks had its amount in the window already.
    """
    for network in networks_of(network_address):
        its_limit = replace(limit, amount=limit.amount * network.weight)
        count_attempt(its_limit, f"{within}:{network.key}" if within else network.key, now=now)


def spend_work(request: HttpRequest) -> bool:
    """Checks whether a form brings a recent and correct answer to a challenge of ours, and uses it
    up.

    If two forms bring the same answer at once, one of them is taken.
    """
    challenge = request.POST.get("challenge", "")
    if not is_worked(challenge, request.POST.get("work", "")):
        return False
    try:
        count_attempt(WORK, challenge)
    except TooManyAttempts:
        return False
    return True
