"""Events of deliveries and sources."""

from uuid import UUID

from bocage.foundation.events import Event


class DeliveryReceived(Event):
    """A delivery is stored, and is to be read."""

    run_id: UUID


class SourceDue(Event):
    """The address of a source is to be read."""

    source_id: UUID
