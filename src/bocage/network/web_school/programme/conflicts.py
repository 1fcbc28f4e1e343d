"""Conflicts of a programme, each named: computed from the programme alone, whoever made it.

It does not use the solver, whose guarantees are tested against this module.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from bocage.network.web_school.programme.problem import Placements, Problem, Wish


class Clash(StrEnum):
    """Kinds of conflict in a programme. The first four never come from a computation, only from
    manual changes.
    """

    OUTSIDE = "outside"
    ROOM_TWICE = "room_twice"
    LEADER_TWICE = "leader_twice"
    PIN_LOST = "pin_lost"
    TOO_SMALL = "too_small"
    CHOICES = "choices"
    NO_BEGINNERS = "no_beginners"
    NOT_PLACED = "not_placed"


HARD = frozenset({Clash.OUTSIDE, Clash.ROOM_TWICE, Clash.LEADER_TWICE, Clash.PIN_LOST})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Conflict in a programme: the wishes concerned, the slot, the person, and the number of people
    affected.
    """

    kind: Clash
    wishes: tuple[str, ...] = ()
    slot: int | None = None
    leader: str = ""
    people: int = 0


def conflicts(problem: Problem, placements: Placements) -> list[Conflict]:
    """Returns all conflicts of a programme, worst first; conflicts between choices are ordered by
    the number of people affected.
    """
    conflicts = [
        *_outside(problem, placements),
        *_at_once(problem, placements),
        *_pins_lost(problem, placements),
        *_too_small(problem, placements),
        *_no_beginners(problem, placements),
        *_not_placed(problem, placements),
    ]
    order = list(Clash)
    return sorted(
        conflicts,
        key=lambda conflict: (
            order.index(conflict.kind),
            -conflict.people,
            conflict.slot or 0,
            conflict.wishes,
        ),
    )


def _outside(problem: Problem, placements: Placements) -> Iterator[Conflict]:
    """Sessions without the room or all the slots that they need."""
    for key, place in placements.items():
        wish = problem.by_key[key]
        in_a_room = 0 <= place.room < len(problem.rooms)
        if not in_a_room or not problem.lasts(wish, place.slot):
            yield Conflict(Clash.OUTSIDE, (key,), place.slot)


def _at_once(problem: Problem, placements: Placements) -> Iterator[Conflict]:
    """Yields the conflicts of two simultaneous sessions: same room, same leader, same audience."""
    for slot, running in _running(problem, placements).items():
        for first, second in combinations(running, 2):
            pair = (first.key, second.key)
            if placements[first.key].room == placements[second.key].room:
                yield Conflict(Clash.ROOM_TWICE, pair, slot)
            for leader in sorted(first.leaders & second.leaders):
                yield Conflict(Clash.LEADER_TWICE, pair, slot, leader)
            parted = (first.wanted_by & second.wanted_by) - (first.leaders & second.leaders)
            if parted:
                yield Conflict(Clash.CHOICES, pair, slot, people=len(parted))


def _running(problem: Problem, placements: Placements) -> dict[int, list[Wish]]:
    running: dict[int, list[Wish]] = defaultdict(list)
    for wish in problem.wishes:
        if wish.key in placements:
            for slot in problem.lasts(wish, placements[wish.key].slot):
                running[slot].append(wish)
    return running


def _pins_lost(problem: Problem, placements: Placements) -> Iterator[Conflict]:
    for key, place in problem.pinned.items():
        if placements.get(key) != place:
            yield Conflict(Clash.PIN_LOST, (key,), place.slot)


def _too_small(problem: Problem, placements: Placements) -> Iterator[Conflict]:
    for key, place in placements.items():
        if not 0 <= place.room < len(problem.rooms):
            continue
        without_seat = problem.by_key[key].coming - problem.rooms[place.room].seats
        if without_seat > 0:
            yield Conflict(Clash.TOO_SMALL, (key,), place.slot, people=without_seat)


def _no_beginners(problem: Problem, placements: Placements) -> Iterator[Conflict]:
    """Yields the slots with sessions but none for beginners, if any was proposed for them."""
    if not problem.beginner_slots:
        return
    for slot, running in sorted(_running(problem, placements).items()):
        if not any(wish.is_for_beginners for wish in running):
            yield Conflict(Clash.NO_BEGINNERS, slot=slot)


def _not_placed(problem: Problem, placements: Placements) -> Iterator[Conflict]:
    for wish in problem.wishes:
        if wish.key not in placements:
            yield Conflict(Clash.NOT_PLACED, (wish.key,), people=len(wish.wanted_by))
