"""Handlers that offer free spaces to waiting people, after the commit."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import handles
from bocage.workspaces.bookings.events import BookingMoved, PeriodFreed, SlotFreed
from bocage.workspaces.places.models import Place
from bocage.workspaces.waitlist.events import WaitlistJoined
from bocage.workspaces.waitlist.operations.offers import offer_next


@handles(SlotFreed)
def offer_freed_period(event: SlotFreed) -> None:
    """Offers a freed period to the waiting list within seconds, in its order."""
    _offer(event.place_id, event.starts_at, event.ends_at)


@handles(PeriodFreed)
def offer_unused_period(event: PeriodFreed) -> None:
    """Offers to the waiting list the time of a booking that was released or left early."""
    _offer(event.place_id, event.starts_at, event.ends_at)


@handles(BookingMoved)
def offer_left_period(event: BookingMoved) -> None:
    """Offers to the waiting list the period that a moved booking left."""
    _offer(event.place_id, event.left_starts_at, event.left_ends_at)


@handles(WaitlistJoined)
def offer_period_freed_meanwhile(event: WaitlistJoined) -> None:
    """Offers the spaces freed while a person was joining the waiting list."""
    _offer(event.place_id, event.starts_at, event.ends_at)


def _offer(place_id: UUID, starts_at: datetime, ends_at: datetime) -> None:
    place = Place.objects.filter(pk=place_id).first()
    if place is not None:
        offer_next(place=place, period=(starts_at, ends_at))
