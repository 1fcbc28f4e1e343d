"""The guests of a booking, by name: what is kept of what people write."""

from __future__ import annotations

from collections.abc import Iterable

from bocage.workspaces.errors import GuestsInvalid, TooManyAttendees

GUEST_LENGTH = 120
MOST_GUESTS = 200


def named_guests(guests: Iterable[str]) -> list[str]:
    """The names of guests, without the empty ones, in the order given.

    Raises:
        GuestsInvalid: a name is longer than `GUEST_LENGTH` characters, or is no text.
        TooManyAttendees: there are more than `MOST_GUESTS`.
    """
    names = [" ".join(name.split()) for name in guests]
    if any(len(name) > GUEST_LENGTH or "\0" in name for name in names):
        raise GuestsInvalid
    named = list(filter(None, names))
    if len(named) > MOST_GUESTS:
        raise TooManyAttendees
    return named


def with_guests(attendees: int, guests: list[str]) -> int:
    """How many come: at least the person who books and those whom they name."""
    return max(attendees, len(guests) + 1)
