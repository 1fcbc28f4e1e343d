"""Events of the decisions of hosts for a place."""

from uuid import UUID

from bocage.foundation.events import Event


class PlacePublished(Event):
    place_id: UUID
    commune_code: str


class PlaceClosureDecided(Event):
    closure_id: UUID
    place_id: UUID
    bookings_cancelled: int


class PlaceClosedForGood(Event):
    place_id: UUID
    bookings_ended: int
    waits_ended: int
