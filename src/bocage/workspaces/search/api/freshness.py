"""Freshness of an answer on availability: since when it is valid, and when to request it again.

The names are those of GBFS (General Bikeshare Feed Specification 3.0, « Output format »):
`last_updated` and `ttl`.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.response_dependencies import dependencies_of
from bocage.workspaces.opening_hours.availability import day_interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan

TTL_S = 60
TICK = timedelta(minutes=5)
"""Granularity of the time of these answers: the steps of bookings are multiples of it."""


class FreshAnswer(Answer):
    """Answer that a booking or the clock may change."""

    last_updated: datetime = Field(
        description="Since when this holds: the last booking, cancellation or change of hours that "
        "is counted, or the last five minutes of the clock (for today) or midnight that may have "
        "changed it. Nothing had changed since when this was answered."
    )
    ttl: int = Field(
        TTL_S,
        description="For how many seconds a copy may be shown before asking again; with "
        "`If-None-Match`, what has not changed is a 304.",
        examples=[TTL_S],
    )


def middle_of_the_tick() -> datetime:
    """Returns the current time rounded to the middle of its tick, so that equal requests get equal
    answers within one tick.

    Bookings start and end at multiples of five minutes, as do hours and notices: they are exact.
    Periods of an outside calendar at another minute are exact within half a tick.
    """
    return _tick_of(timezone.now()) + TICK / 2


def holds_since(
    request: HttpRequest,
    place_ids: Collection[UUID],
    plans: Iterable[PlacePlan],
    *,
    subjects: tuple[str, ...],
    first: date,
    now: datetime,
) -> datetime:
    """Returns since when an answer about places from a day on holds, once it is made; one
    statement.

    Records for the cache of the answer that it depends on no other `subjects`, and how long it
    stays valid.
    """
    since, until = by_the_clock(first, _longest_notice(plans), now)
    dependencies = dependencies_of(request)
    dependencies.looks_only_at(place_ids, subjects=subjects)
    dependencies.is_good_until(until)
    return max(since, dependencies.last_change() or since)


def by_the_clock(first: date, notice: timedelta, now: datetime) -> tuple[datetime, datetime]:
    """Returns since when and until when the clock alone changes nothing from a day on.

    A day that its notice does not reach yet changes at midnight alone, with the horizon.
    """
    beginning = day_interval(first).start
    if now + notice >= beginning:
        return _tick_of(now), _tick_of(now) + TICK
    today = day_interval(local_day(now))
    return today.start, min(today.end, beginning - notice)


def _tick_of(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def _longest_notice(plans: Iterable[PlacePlan]) -> timedelta:
    rules = (
        rules for plan in plans for rules in (plan.rules, *(space.rules for space in plan.spaces))
    )
    return max((rule.notice for rule in rules), default=timedelta(0))
