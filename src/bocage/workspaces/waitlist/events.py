"""Events of waiting lists."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import Event


class WaitlistJoined(Event):
    entry_id: UUID
    place_id: UUID
    starts_at: datetime
    ends_at: datetime


class OfferMade(Event):
    """Offer of a space to a person on the waiting list, held for them for a set time."""

    entry_id: UUID
    place_id: UUID
    person_id: UUID
