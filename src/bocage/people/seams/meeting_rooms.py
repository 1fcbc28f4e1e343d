"""Meeting rooms: the interface between the room that manages them and the one that books them.

`workspaces` manages meeting rooms and `network` organises gatherings; they are of one layer and do
not import each other. The first registers itself here as the provider; the second calls it in its
own transaction, so that a gathering and its room are written together or not at all, and stores the
identifier of the booking alone. Later changes by the place are reported after the commit:

    provide_rooms(WorkspaceRooms())                    # `workspaces`, in its `room_provider.py`
    room_provider().book(by=person, wish=wish)        # `network`
    @follow_rooms                                   # `network`, in its `handlers`
    def follow(booking_id): ...

A follower is called for every booking, most of which are not its own; it is safe to run twice, and
reads the current state. `network` notifies the holders of such a booking, and `workspaces` then
does not (docs/decisions/network-rooms.md).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.times import full_period
from bocage.foundation.registry import Registry, qualified_name
from bocage.people.models import Person
from bocage.territory.models import Commune


class RoomState(StrEnum):
    """State of the booking of a meeting room."""

    HELD = "held"
    REQUESTED = "requested"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRoom:
    """Meeting room that may be requested."""

    room_id: UUID
    name: str
    place_name: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWish:
    """Request for a meeting room: which one, `[starts_at, ends_at)`, for how many people, and the
    purpose that its host reads.
    """

    room_id: UUID
    starts_at: datetime
    ends_at: datetime
    people: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPlace:
    """Location of a meeting room. `page` is the path of the page of its place."""

    room_id: UUID
    room_name: str
    place_name: str
    address: str
    commune: Commune
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRoom:
    """Present state of the booking of a meeting room, with a note of its place."""

    booking_id: UUID
    room: RoomPlace
    state: RoomState
    starts_at: datetime
    ends_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomInstead:
    """Alternative to a meeting room that is taken: another room, or another time."""

    room_id: UUID
    room_name: str
    place_name: str
    starts_at: datetime
    ends_at: datetime

    @property
    def words(self) -> str:
        """« Salle du haut, Le Moulin : jeudi 10 décembre 2026, de 9 h à 12 h »."""
        return gettext("%(room)s, %(place)s : %(when)s") % {
            "room": self.room_name,
            "place": self.place_name,
            "when": full_period(self.starts_at, self.ends_at),
        }


class RoomTaken(Refusal):
    """Refusal of a meeting room that another booking has. `instead()` finds alternatives, outside
    the transaction.
    """

    default_sentence = _("La salle est déjà prise à ce moment.")

    def __init__(self, sentence: str, find_instead: Callable[[], Sequence[RoomInstead]]) -> None:
        super().__init__(sentence)
        self.instead = find_instead


class RoomTooEarly(Refusal):
    """Refusal of a booking further ahead than the place takes them."""

    default_sentence = _("Ce lieu ne prend pas encore de réservation pour ce jour.")


class RoomProvider(Protocol):
    """Interface of the room of the product that keeps meeting rooms. Each call runs in the
    transaction of its caller.
    """

    def rooms_of(self, departements: Collection[str] | None) -> list[MeetingRoom]:
        """Lists the rooms that may be booked in some départements (in all if it is None)."""

    def book(self, *, by: Person, wish: RoomWish, now: datetime) -> UUID:
        """Books a room, or requests it if the place decides; returns the booking.

        Raises:
            RoomTaken: somebody else has it.
            RoomTooEarly: its place does not take bookings for that day yet.
            Refusal: the place refuses, in its own sentence.
        """

    def move(self, *, by: Person, booking_id: UUID, wish: RoomWish, now: datetime) -> UUID:
        """Moves a booking to another time or room; the old slot is freed once the new one is held.

        Returns the booking, which is another one in another place. Raises as `book` does.
        """

    def free(self, *, by: Person | None, booking_id: UUID, now: datetime) -> None:
        """Cancels a booking that is still valid and has not begun."""

    def begin(self, *, booking_id: UUID, now: datetime) -> None:
        """Records that somebody has come, so that the place does not release the room as unused."""

    def find(self, room_id: UUID) -> RoomPlace | None:
        """Returns the location of a room, or None if the room does not exist."""

    def look(self, booking_ids: Collection[UUID]) -> dict[UUID, HeldRoom]:
        """Returns the present state of bookings, by identifier; a constant number of queries."""


Follower = Callable[[UUID], None]

_providers: list[RoomProvider] = []
_followers = Registry[Follower](name=qualified_name)


def provide_rooms(provider: RoomProvider) -> None:
    """Registers who keeps rooms (again replaces it)."""
    _providers[:] = [provider]


def room_provider() -> RoomProvider:
    """Returns the registered provider of meeting rooms.

    Raises:
        LookupError: no room of the product keeps any.
    """
    if not _providers:
        raise LookupError("no room of the product keeps rooms to meet in")
    return _providers[0]


follow_rooms = _followers.add
"""Register who wants to know that a booking changed."""


def notify_followers(booking_id: UUID) -> None:
    """Notifies the registered followers that a booking has changed."""
    for follower in _followers:
        follower(booking_id)
