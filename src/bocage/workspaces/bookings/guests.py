"""Guests of a booking, by name: normalisation, and maximum number."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.workspaces.bookings.errors import GuestsInvalid, TooManyAttendees

GUEST_LENGTH = 120
MAX_GUESTS = 200
JOINERS = "\u200c\u200d"
"""Invisible characters that Persian and Indic names need."""


class Seated(Protocol):
    """Space with its seats."""

    @property
    def name(self) -> str: ...

    @property
    def capacity(self) -> int: ...


def named_guests(guests: Iterable[str]) -> list[str]:
    """Returns the names of guests, without the empty ones, in the order given.

    Invisible characters that would reverse a line of the day sheet are removed.

    Raises:
        GuestsInvalid: a name is longer than `GUEST_LENGTH` characters, or is not a text.
        TooManyAttendees: there are more than `MAX_GUESTS`.
    """
    names = [" ".join(name.split()) for name in guests]
    if any(len(name) > GUEST_LENGTH or "\0" in name for name in names):
        raise GuestsInvalid
    legible = list(filter(None, map(_legible, names)))
    if len(legible) > MAX_GUESTS:
        raise TooManyAttendees
    return legible


def _legible(name: str) -> str:
    visible = "".join(sign for sign in name if sign.isprintable() or sign in JOINERS)
    return visible.strip(f" {JOINERS}")


def with_guests(attendees: int, guests: Sequence[str]) -> int:
    """Returns the number of people: at least the person who books and the named guests."""
    return max(attendees, len(guests) + 1)


def too_many(spaces: Sequence[Seated]) -> str:
    """Returns the sentence that refuses so many people; with one space, it names that space and its
    seats.
    """
    if len(spaces) != 1:
        return _("Il n’y a pas assez de places pour ce nombre de personnes.")
    sentence = ngettext(
        "%(space)s compte %(seats)d place.",
        "%(space)s compte %(seats)d places au plus.",
        spaces[0].capacity,
    )
    return sentence % {"space": spaces[0].name, "seats": spaces[0].capacity}
