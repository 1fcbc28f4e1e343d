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
        """How many people lose something: who loses two hours is told twice, and is one."""
        return len({one.booked_for_id for one in self._all if one.booked_for_id})

    @property
    def seen(self) -> str:
        """What a form keeps of them, for the operation to close what the host has read."""
        return ",".join(one.pk.hex for one in self._all)

    def is_within(self, seen: set[UUID]) -> bool:
        """Whether the host has read all of them."""
        return all(one.pk in seen for one in self._all)

    @property
    def _all(self) -> list[Booking]:
        return [*self.bookings, *self.requests]


def falling(bookings: Iterable[Booking]) -> Falling:
    """The two sorts apart, each in the order given."""
    found = Falling([], [])
    for booking in bookings:
        is_request = booking.status == Booking.Status.REQUESTED
        (found.requests if is_request else found.bookings).append(booking)
    return found


def seen_in(sent: str) -> set[UUID]:
    """What a form has kept of `Falling.seen`; what is malformed was not seen."""
    seen = set()
    for one in sent.split(","):
        try:
            seen.add(UUID(hex=one))
        except ValueError:
            continue
    return seen
