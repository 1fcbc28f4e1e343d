"""Working days, as the promises of the welcome count them: « sous un jour ouvré »."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bocage.territory.public_holidays import public_holiday

FRANCE = ZoneInfo("Europe/Paris")
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Checks whether town halls work on a day: neither a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and not public_holiday(day)


def add_working_days(moment: datetime, number: int) -> datetime:
    """Returns the deadline of a promise of `number` working days made at `moment`.

    The hour is retained, in French local time. From a non-working day, counting starts at 00:00 of
    the next working day: one day from a Saturday ends as Monday ends (Tuesday, 00:00).

    >>> add_working_days(datetime(2026, 11, 27, 17, tzinfo=FRANCE), 1).isoformat()
    '2026-11-30T17:00:00+01:00'
    """
    local = moment.astimezone(FRANCE)
    day, hour = local.date(), local.timetz().replace(tzinfo=None)
    if not is_working_day(day):
        day, hour = _next_working_day(day), time()
    for _step in range(number):
        # Counted from 00:00 of a day, one working day ends at 00:00 of the next.
        day = _next_working_day(day)
    return datetime.combine(day, hour, tzinfo=FRANCE)


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
