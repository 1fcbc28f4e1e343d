"""Inputs of a programme (rooms, slots, wishes to place), and the cost of a solution.

This module depends on neither the database nor the solver; conflicts are computed from it alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

NOT_PLACED = 1000
EACH_WISH = 20
MAX_WISHES = 60
"""Cost of a session without a place, plus a cost for each person who wanted it."""
TOO_SMALL = 300
EACH_SEAT = 5
"""Cost of a session in a room that is too small, plus a cost for each person without a seat."""
NOTHING_FOR_BEGINNERS = 150
EACH_MISSED = 10
"""Cost of each wanted session that a person misses because they attend another at that time."""
MOVE_COST = 1
"""Cost of moving a session that had a place: of two equal solutions, the nearest is chosen."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room, with its seats."""

    key: str
    seats: int


@dataclass(frozen=True, slots=True)
class Place:
    """Position of a session: the number of its room and of its first slot, in the order of the
    problem.
    """

    room: int
    slot: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Session to place. `wanted_by` are the people who want to attend, its leaders included;
    `coming` is the number of people who come and need a seat.
    """

    key: str
    length: int = 1
    leaders: frozenset[str] = frozenset()
    wanted_by: frozenset[str] = frozenset()
    coming: int = 0
    is_for_beginners: bool = False
    pinned: Place | None = None
    was: Place | None = None

    @property
    def cost_of_none(self) -> int:
        return NOT_PLACED + EACH_WISH * min(len(self.wanted_by), MAX_WISHES)


Placements = Mapping[str, Place]
"""Place of each wish, by its key; wishes without a place are absent."""


@dataclass(frozen=True)
class Problem:
    """Input of the programme computation. `follows[n]` is True if slot n - 1 leads to slot n."""

    rooms: tuple[Room, ...]
    follows: tuple[bool, ...]
    wishes: tuple[Wish, ...]
    by_key: dict[str, Wish] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {wish.key: wish for wish in self.wishes})

    @property
    def slots(self) -> range:
        return range(len(self.follows))

    @cached_property
    def pinned(self) -> dict[str, Place]:
        """Places of the wishes that the organiser pinned."""
        return {wish.key: wish.pinned for wish in self.wishes if wish.pinned is not None}

    def lasts(self, wish: Wish, slot: int) -> range:
        """Returns the slots that a wish takes from a given one on; empty if they do not follow each
        other.
        """
        slots = range(slot, slot + wish.length)
        is_whole = slots.stop <= len(self.follows) and all(
            self.follows[later] for later in slots[1:]
        )
        return slots if slot >= 0 and is_whole else range(0)

    def starts(self, wish: Wish) -> list[int]:
        """Returns the slots in which a wish can begin and still be complete."""
        return [slot for slot in self.slots if self.lasts(wish, slot)]

    @cached_property
    def beginner_slots(self) -> int:
        """Number of slots that can have a session for beginners."""
        total = sum(wish.length for wish in self.wishes if wish.is_for_beginners)
        return min(total, len(self.follows))

    def crowd_cost(self, wish: Wish, room: int) -> int:
        """Returns the cost of placing a wish in a room: 0 if there is a seat for each person who
        comes.
        """
        without_seat = wish.coming - self.rooms[room].seats
        return TOO_SMALL + EACH_SEAT * without_seat if without_seat > 0 else 0


@dataclass(frozen=True, slots=True)
class Worth:
    """Quality of a solution: the lower the cost, the better."""

    cost: int
    placed: int
    missed: int


def worth_of(problem: Problem, placements: Placements) -> Worth:
    """Returns the worth of a solution, computed from its placements alone."""
    cost = 0
    at: dict[int, list[Wish]] = defaultdict(list)
    for wish in problem.wishes:
        place = placements.get(wish.key)
        if place is None:
            cost += wish.cost_of_none
            continue
        if wish.pinned is None:
            cost += problem.crowd_cost(wish, place.room)
        if wish.was is not None and wish.was != place:
            cost += MOVE_COST
        for slot in problem.lasts(wish, place.slot):
            at[slot].append(wish)
    missed = sum(_missed(at[slot]) for slot in problem.slots)
    with_beginners = sum(any(wish.is_for_beginners for wish in at[slot]) for slot in problem.slots)
    cost += NOTHING_FOR_BEGINNERS * max(problem.beginner_slots - with_beginners, 0)
    return Worth(cost + EACH_MISSED * missed, len(placements), missed)


def _missed(wishes: Iterable[Wish]) -> int:
    """Returns how many wishes of people are simultaneous with another of theirs."""
    wishes_by_person = Counter(person for wish in wishes for person in wish.wanted_by)
    return sum(number - 1 for number in wishes_by_person.values())
