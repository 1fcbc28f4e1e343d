"""Dates of a series, as its forms send them."""

from datetime import date
from uuid import UUID

from bocage.workspaces.opening_hours.availability import Interval

# Format of the dates chosen in a preview. A date that follows the rule is its day alone; any other
# also has, after dots, its space, its start and its end in seconds.


def written_date(day: date, resource_id: UUID | None = None, period: Interval | None = None) -> str:
    """Returns the text that a form sends for a date: the day and, where they are given, the
    resource and the period in Unix timestamps.
    """
    parts = [day.isoformat()]
    if resource_id is not None and period is not None:
        parts += [
            str(resource_id),
            str(int(period.start.timestamp())),
            str(int(period.end.timestamp())),
        ]
    return ".".join(parts)
