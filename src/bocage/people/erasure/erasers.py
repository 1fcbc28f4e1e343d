"""Registry of what each subject does when an account is erased.

A subject declares it in its `personal_data.py`, imported at startup:

    @before_erasure(rank=700)
    def cancel_bookings_to_come(erasure):
        ...cancels them, and notifies the waiting list, while the person still has a name

    @erases(_("Vos réservations"), rank=700)
    def bookings(erasure):
        erasure.empty(Booking.objects.filter(booked_for=erasure.person), purpose="", guests=[])

    retained_after_erasure(rank=700, data=_("…"), why=_("…"), until=_("…"))

All run in the transaction that erases: the endings first, then the erasers, each by their rank,
which is also their order on the pages of the erasure. They run again a quarter of an hour later,
and after a backup was restored: each is safe to run twice. Rows that indicators count stay, without
texts or names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.utils.functional import Promise

from bocage.foundation.registry import Registry, qualified_name
from bocage.people.erasure.erasure import Erasure

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
    """Function that ends what a person has under way, before their data are erased."""

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
"""Declares retained data: shown on the confirmation page, and on the receipt."""


def before_erasure(*, rank: int) -> Callable[[Eraser], Eraser]:
    """Registers a function that runs before the data of a person are erased.

    It ends what they have under way, and notifies others.
    """

    def declare(ending: Eraser) -> Eraser:
        _endings.add(Ending(rank=rank, end=ending))
        return ending

    return declare


def erases(title: str | Promise, *, rank: int) -> Callable[[Eraser], Eraser]:
    """Registers a function that erases one subject; the receipt counts its rows under `title`.

    Data that another eraser needs are erased after it: the thread of a household is emptied before
    the household is left, since its rows identify the members.
    """

    def declare(eraser: Eraser) -> Eraser:
        _erasers.add(TitledEraser(title=title, rank=rank, erase=eraser))
        return eraser

    return declare


def list_retained() -> list[RetainedData]:
    """Lists the data that stay after an erasure."""
    return list(_retained)


def erased_data_titles() -> list[str]:
    """Lists the titles of the data that an erasure removes, for the confirmation page."""
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
"""Replacement of a mandatory title."""
