"""Solver of programmes that respect every rule: greedy placement at the lowest cost, then improving
exchanges (docs/decisions/network-programme-solver.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from time import monotonic

from bocage.network.web_school.programme.problem import (
    EACH_MISSED,
    NOTHING_FOR_BEGINNERS,
    Place,
    Problem,
    Wish,
)

MAX_ROUNDS = 6
"""Maximum rounds of exchanges: most programmes stop improving after the third."""
LONGEST_S = 4.0
"""Time limit of the exchanges, in seconds: a user is waiting for the page."""


def solve(problem: Problem, *, longest_s: float = LONGEST_S) -> dict[str, Place]:
    """Places wishes under the hard rules: one session at a time per room and per leader, complete
    sessions, and pins respected. Deterministic, unless `longest_s` seconds end the exchanges.
    """
    ends_at = monotonic() + longest_s
    table = _Table(problem)
    for wish in sorted(problem.wishes, key=_order):
        if wish.pinned is not None:
            table.hold(wish, wish.pinned)
        elif (place := table.best_place(wish)) is not None:
            table.hold(wish, place)
    movable = [wish for wish in problem.wishes if wish.pinned is None]
    for _round in range(MAX_ROUNDS):
        if not _exchange(table, movable, ends_at):
            break
    return dict(table.places)


def _order(wish: Wish) -> tuple[bool, int, int, int, str]:
    """Returns the sort key of a wish: pinned first, then the longest, then the most wanted."""
    return (wish.pinned is None, -wish.length, -wish.coming, -len(wish.wanted_by), wish.key)


def _exchange(table: _Table, movable: list[Wish], ends_at: float) -> bool:
    """Moves each wish to where the whole costs least, or exchanges it with another; returns
    whether that helped and there is time for more."""
    has_helped = False
    for wish in movable:
        if monotonic() >= ends_at:
            return False
        has_helped |= table.move_if_better(wish)
    for number, first in enumerate(movable):
        if monotonic() >= ends_at:
            return False
        for second in movable[number + 1 :]:
            has_helped |= table.swap_if_better(first, second)
    return has_helped


class _Table:
    """Programme under construction: current placements, and the cost of a change."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.places: dict[str, Place] = {}
        self.taken: dict[tuple[int, int], str] = {}
        self.wanted: dict[int, Counter[str]] = defaultdict(Counter)
        self.leading: dict[int, Counter[str]] = defaultdict(Counter)
        self.beginners: Counter[int] = Counter()

    def hold(self, wish: Wish, place: Place) -> None:
        self.places[wish.key] = place
        for slot in self.problem.lasts(wish, place.slot):
            self.taken[place.room, slot] = wish.key
            self.wanted[slot].update(wish.wanted_by)
            self.leading[slot].update(wish.leaders)
            self.beginners[slot] += wish.is_for_beginners

    def take_away(self, wish: Wish) -> Place | None:
        place = self.places.pop(wish.key, None)
        if place is not None:
            for slot in self.problem.lasts(wish, place.slot):
                del self.taken[place.room, slot]
                self.wanted[slot].subtract(wish.wanted_by)
                self.leading[slot].subtract(wish.leaders)
                self.beginners[slot] -= wish.is_for_beginners
        return place

    def fits(self, wish: Wish, place: Place) -> bool:
        slots = self.problem.lasts(wish, place.slot)
        return bool(slots) and all(
            (place.room, slot) not in self.taken
            and not any(self.leading[slot][leader] > 0 for leader in wish.leaders)
            for slot in slots
        )

    def cost(self, wish: Wish, place: Place | None) -> int:
        """Returns the cost that an unplaced wish would add here to the whole."""
        if place is None:
            return wish.cost_of_none
        cost = self.problem.crowd_cost(wish, place.room)
        cost += int(wish.was is not None and wish.was != place)
        for slot in self.problem.lasts(wish, place.slot):
            interested = self.wanted[slot]
            cost += EACH_MISSED * sum(interested[person] > 0 for person in wish.wanted_by)
            if wish.is_for_beginners and not self.beginners[slot] and self._misses_beginners():
                cost -= NOTHING_FOR_BEGINNERS
        return cost

    def _misses_beginners(self) -> bool:
        have = sum(self.beginners[slot] > 0 for slot in self.problem.slots)
        return have < self.problem.beginner_slots

    def best_place(self, wish: Wish) -> Place | None:
        """Finds the place of least cost, in the smallest room that has the seats; None if there is
        none."""
        best: tuple[int, int, Place] | None = None
        for slot in self.problem.starts(wish):
            for number, room in enumerate(self.problem.rooms):
                place = Place(number, slot)
                if self.fits(wish, place):
                    candidate = (self.cost(wish, place), room.seats, place)
                    if best is None or candidate[:2] < best[:2]:
                        best = candidate
        return best[2] if best is not None else None

    def move_if_better(self, wish: Wish) -> bool:
        was = self.take_away(wish)
        before = self.cost(wish, was)
        place = self.best_place(wish)
        is_better = place is not None and self.cost(wish, place) < before
        placement = place if is_better else was
        if placement is not None:
            self.hold(wish, placement)
        return is_better

    def swap_if_better(self, first_wish: Wish, second_wish: Wish) -> bool:
        """Swaps the places of two wishes if that lowers the total cost."""
        if (
            first_wish.length != second_wish.length
            or not {first_wish.key, second_wish.key} & self.places.keys()
        ):
            return False
        first, second = self.take_away(first_wish), self.take_away(second_wish)
        before = self._together(first_wish, first, second_wish, second)
        after = self._together(first_wish, second, second_wish, first)
        is_better = before is None or (after is not None and after < before)
        if is_better:
            first, second = second, first
        for wish, place in ((first_wish, first), (second_wish, second)):
            if place is not None:
                self.hold(wish, place)
        return is_better

    def _together(
        self, first_wish: Wish, first: Place | None, second_wish: Wish, second: Place | None
    ) -> int | None:
        """Returns the cost of both wishes at these places, or None if a rule forbids them. Changes
        nothing."""
        if first is not None and not self.fits(first_wish, first):
            return None
        cost = self.cost(first_wish, first)
        if first is not None:
            self.hold(first_wish, first)
        is_possible = second is None or self.fits(second_wish, second)
        cost += self.cost(second_wish, second) if is_possible else 0
        if first is not None:
            self.take_away(first_wish)
        return cost if is_possible else None
