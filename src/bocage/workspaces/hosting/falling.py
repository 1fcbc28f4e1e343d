"""What falls with a closure, as the host reads it before anything is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from bocage.workspaces.scheduling.models.bookings import Booking


@dataclass(frozen=True, slots=True)
class Falling:
    """The bookings that will be cancelled, and the requests that will be refused."""

    bookings: list[Booking]
    requests: list[Booking]

    def __bool__(self) -> bool:
        return bool(self.bookings or self.requests)

    @property
    def people(self) -> int:
        """Number of people who lose a booking or a request, each counted once."""
        return len({one.booked_for_id for one in self._all if one.booked_for_id})

    @property
    def seen(self) -> str:
        """Identifiers of the bookings and requests, for a form to send back, so that the operation
        closes only what the host has read.
        """
        return ",".join(one.pk.hex for one in self._all)

    def is_within(self, seen: set[UUID]) -> bool:
        """Checks whether the host has read all of the bookings and requests."""
        return all(one.pk in seen for one in self._all)

    @property
    def _all(self) -> list[Booking]:
        return [*self.bookings, *self.requests]


def falling(bookings: Iterable[Booking]) -> Falling:
    """Separates bookings from requests, each in the order given."""
    found = Falling([], [])
    for booking in bookings:
        is_request = booking.status == Booking.Status.REQUESTED
        (found.requests if is_request else found.bookings).append(booking)
    return found


def seen_in(sent: str) -> set[UUID]:
    """Parses the identifiers of `Falling.seen` that a form sends back; a malformed one counts as
    not seen.
    """
    seen = set()
    for one in sent.split(","):
        try:
            seen.add(UUID(hex=one))
        except ValueError:
            continue
    return seen
