"""Days of the demo: a school is visited on a weekday and a ceremony is held on a Saturday,
whatever the day on which the demo is loaded."""

from datetime import datetime, timedelta

from django.utils import timezone

THURSDAY, SATURDAY = 3, 5


def weekday_from(moment: datetime, weekday: int) -> datetime:
    """Returns the first such weekday from a moment on (0 is Monday), at the same local time."""
    local = timezone.localtime(moment)
    ahead = (weekday - local.weekday()) % 7
    return timezone.make_aware(local.replace(tzinfo=None) + timedelta(days=ahead))


def at_hour(moment: datetime, hour: int, minute: int = 0) -> datetime:
    """Returns the moment at an hour of the same local day."""
    local = timezone.localtime(moment)
    day = local.replace(tzinfo=None, hour=hour, minute=minute, second=0, microsecond=0)
    return timezone.make_aware(day)


def while_awake(now: datetime, days_ago: float) -> datetime:
    """Returns a time a number of days ago, at a plausible hour: the 24 hours of a past day are
    mapped, in order, to the period from 8:00 to 22:00 local time."""
    moment = timezone.localtime(now - timedelta(days=days_ago))
    if moment.date() == timezone.localtime(now).date():
        return moment
    midnight = moment.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    since = moment.replace(tzinfo=None) - midnight
    return timezone.make_aware(midnight + timedelta(hours=8) + since * 14 / 24)
