"""Wish for a place, as its forms and addresses mean it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWish:
    """Day, moment and spaces requested in a place; missing values are None or empty.

    `starts` and `ends` are minutes of the clock. `spaces` holds `ANY_DESK` and identifiers of
    resources; `ticks_several` is True if they are ticked, to be booked together.
    """

    day: date | None = None
    moment: str = ""
    starts: int | None = None
    ends: int | None = None
    spaces: tuple[str, ...] = ()
    people: int = 1
    ticks_several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingNotes:
    """Text fields of a booking form, exactly as posted, to be shown again."""

    purpose: str = ""
    guests: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedBooking(PlaceWish):
    """Complete wish, sent to be booked. `house_rules_id` is the version of the house rules that
    the person ticked.
    """

    day: date
    purpose: str
    guests: list[str]
    is_private: bool
    house_rules_id: UUID | None
    idempotency_key: str
