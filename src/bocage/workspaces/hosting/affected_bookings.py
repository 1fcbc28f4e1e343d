"""Bookings that a closure cancels, as the host reads them before anything is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from bocage.workspaces.scheduling.models.bookings import Booking


@dataclass(frozen=True, slots=True)
class AffectedBookings:
    """The bookings that will be cancelled, and the requests that will be refused."""

    bookings: list[Booking]
    requests: list[Booking]

    def __bool__(self) -> bool:
        return bool(self.bookings or self.requests)

    @property
    def people(self) -> int:
        """Number of people who lose a booking or a request, each counted once."""
        return len({booking.booked_for_id for booking in self._all if booking.booked_for_id})

    @property
    def seen_ids(self) -> str:
        """Returns the identifiers of the bookings and requests, posted back by the form, so that
        the operation only cancels those that the host has seen.
        """
        return ",".join(booking.pk.hex for booking in self._all)

    def is_within(self, seen_ids: set[UUID]) -> bool:
        """Checks whether the host has read all of the bookings and requests."""
        return all(booking.pk in seen_ids for booking in self._all)

    @property
    def _all(self) -> list[Booking]:
        return [*self.bookings, *self.requests]


def affected_bookings(bookings: Iterable[Booking]) -> AffectedBookings:
    """Separates bookings from requests, each in the order given."""
    affected = AffectedBookings([], [])
    for booking in bookings:
        is_request = booking.status == Booking.Status.REQUESTED
        (affected.requests if is_request else affected.bookings).append(booking)
    return affected


def parse_seen_ids(value: str) -> set[UUID]:
    """Parses the `AffectedBookings.seen_ids` that a form sends back; a malformed one counts as
    not seen.
    """
    seen_ids = set()
    for text in value.split(","):
        try:
            seen_ids.add(UUID(hex=text))
        except ValueError:
            continue
    return seen_ids
