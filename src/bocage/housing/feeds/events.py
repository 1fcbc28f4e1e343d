"""Events of deliveries and sources."""

from uuid import UUID

from bocage.foundation.events import Event


class FeedReceived(Event):
    """Reception of a delivery, which is stored and to be read."""

    run_id: UUID


class SourceDue(Event):
    """Request to read the address of a source."""

    source_id: UUID
