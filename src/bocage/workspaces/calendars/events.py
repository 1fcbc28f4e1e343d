"""A calendar kept elsewhere is to be read."""

from uuid import UUID

from bocage.foundation.events import Event


class OutsideCalendarDue(Event):
    """A calendar kept elsewhere is to be read now."""

    calendar_id: UUID
