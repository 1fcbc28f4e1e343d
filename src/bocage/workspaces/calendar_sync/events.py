"""Event: an outside calendar is due to be read."""

from uuid import UUID

from bocage.foundation.events import Event


class OutsideCalendarDue(Event):
    """Request to read an outside calendar now."""

    calendar_id: UUID
