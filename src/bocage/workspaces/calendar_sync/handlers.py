"""Handler that reads outside calendars when they are due."""

from bocage.foundation.events import handles
from bocage.workspaces.calendar_sync.events import OutsideCalendarDue
from bocage.workspaces.calendar_sync.operations import read_outside_calendar


@handles(OutsideCalendarDue)
def read_the_calendar(event: OutsideCalendarDue) -> None:
    """Reads an outside calendar; a second reading gives the same result."""
    read_outside_calendar(calendar_id=event.calendar_id)
