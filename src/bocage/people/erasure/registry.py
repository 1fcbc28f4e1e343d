"""What each subject does when a person has their account erased.

A subject declares it in its `personal_data.py`, which is imported when the product starts:

    @before_erasure(rank=700)
    def cancel_bookings_to_come(erasure):
        ...cancels them, and notifies those who wait, while the person still has a name

    @erases(_("Vos réservations"), rank=700)
    def bookings(erasure):
        erasure.empty(Booking.objects.filter(booked_for=erasure.person), purpose="", guests=[])

    retained_after_erasure(rank=700, data=_("…"), why=_("…"), until=_("…"))

All run in the transaction that erases: the endings first, then the erasers, each by their rank,
which is also the order in which a person reads what goes and what stays. They run again a quarter
of an hour later, and after a backup was restored: each is safe to run twice. What is counted in the
indicators stays, without words or names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.utils.functional import Promise

from bocage.foundation.registry import Registry, qualified_name
from bocage.people.erasure.rows import Erasure

Eraser = Callable[[Erasure], None]


@dataclass(frozen=True, kw_only=True)
class RetainedData:
    """Data that stay after an erasure, why, and until when."""

    rank: int
    data: str | Promise
    why: str | Promise
    until: str | Promise


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Function that a room runs before the data of a person are erased, to end what they have under
    way.
    """

    rank: int
    end: Eraser


@dataclass(frozen=True, kw_only=True)
class TitledEraser:
    """Function that erases the data of one subject, with the title under which the receipt counts
    them.
    """

    title: str | Promise
    rank: int
    erase: Eraser


_endings = Registry[Ending](
    name=lambda ending: qualified_name(ending.end), order=attrgetter("rank")
)
_erasers = Registry[TitledEraser](
    name=lambda eraser: qualified_name(eraser.erase), order=attrgetter("rank")
)
_retained = Registry[RetainedData](
    name=lambda retained: str(retained.data), order=attrgetter("rank")
)

retained_after_erasure = _retained.declaring(RetainedData)
"""Declare what stays: on the page that asks, and on the receipt."""


def before_erasure(*, rank: int) -> Callable[[Eraser], Eraser]:
    """Registers a function that ends what a person has under way, and notifies others, before their
    data are erased.
    """

    def declare(ending: Eraser) -> Eraser:
        _endings.add(Ending(rank=rank, end=ending))
        return ending

    return declare


def erases(title: str | Promise, *, rank: int) -> Callable[[Eraser], Eraser]:
    """Registers what removes the words of one subject; the receipt counts them under `title`.

    What another one needs goes after it: the thread of a household is emptied before the household
    is left, which tells who was of it.
    """

    def declare(eraser: Eraser) -> Eraser:
        _erasers.add(TitledEraser(title=title, rank=rank, erase=eraser))
        return eraser

    return declare


def list_retained() -> list[RetainedData]:
    """Lists the data that stay after an erasure."""
    return list(_retained)


def titles_of_what_goes() -> list[str]:
    """Lists the titles of the data that an erasure removes, for the page that asks to confirm
    it.
    """
    return list(dict.fromkeys(str(eraser.title) for eraser in _erasers))


def end_all_of(erasure: Erasure) -> None:
    """Runs the endings of every room: each ends what the person has under way."""
    for ending in _endings:
        ending.end(erasure)


def erase_all_of(erasure: Erasure) -> None:
    """Runs the erasers of every room, which count what they remove under their titles."""
    for eraser in _erasers:
        erasure.title = str(eraser.title)
        eraser.erase(erasure)


NO_MORE_WORDS = "—"
"""In place of a title that a row cannot be without."""
