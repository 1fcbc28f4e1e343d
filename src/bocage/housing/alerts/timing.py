"""Time at which an alert may be sent: the rhythm of its search, outside its quiet hours.

Hours are local (time zone of the instance), including on the two nights of clock change: an hour
that does not exist becomes the next one, and an hour that occurs twice is its first occurrence.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from bocage.housing.searches.models import SavedSearch

MORNING_H = 8
"""Hour at which daily and weekly messages leave."""
WEEKDAY = 3
"""Thursday (Monday is 0): in time to visit at the end of the week."""

Rhythm = SavedSearch.Rhythm


def due_at(rhythm: str, *, quiet_from: int, quiet_until: int, now: datetime) -> datetime:
    """Returns the first moment from `now` on when an alert that was made `now` may be sent."""
    match rhythm:
        case Rhythm.DAILY:
            moment = _next_morning(now)
        case Rhythm.WEEKLY:
            moment = _next_morning(now)
            while timezone.localtime(moment).weekday() != WEEKDAY:
                moment = _next_morning(moment)
        case _:
            moment = now
    return after_quiet_hours(moment, quiet_from=quiet_from, quiet_until=quiet_until)


def after_quiet_hours(moment: datetime, *, quiet_from: int, quiet_until: int) -> datetime:
    """Returns `moment`, or the end of the quiet hours in which it falls."""
    if not _is_quiet(timezone.localtime(moment).hour, quiet_from, quiet_until):
        return moment
    end = _at_hour(moment, quiet_until)
    return end if end > moment else _at_hour(moment, quiet_until, days=1)


def _is_quiet(hour: int, quiet_from: int, quiet_until: int) -> bool:
    if quiet_from <= quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


def _next_morning(moment: datetime) -> datetime:
    morning = _at_hour(moment, MORNING_H)
    return morning if morning > moment else _at_hour(moment, MORNING_H, days=1)


def _at_hour(moment: datetime, hour: int, *, days: int = 0) -> datetime:
    """Returns an hour of the local day of `moment`, or of a day after it."""
    day = timezone.localtime(moment).date() + timedelta(days=days)
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
