"""A better programme, by OR-Tools CP-SAT, from the first answer on.

The library is loaded by who solves, and by nobody else: it weighs more than the product
(docs/decisions/network-programme-solver.md).
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from bocage.network.programme.first_answer import first_answer
from bocage.network.programme.problem import (
    EACH_MISSED,
    MOVED,
    NOTHING_FOR_BEGINNERS,
    Place,
    Placements,
    Problem,
    Wish,
    Worth,
    worth_of,
)

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar

LONGEST_S = 7.0
"""Of the whole computation, by the clock: who waits before a page leaves after ten seconds."""
SHORTEST_S = 0.2
WORK = 3.0
"""Of the solver, by its own measure of work, which does not depend on the machine: the same
problem and the same seed have the same answer wherever the clock does not end it first."""
TOLD_EVERY_S = 0.4


@dataclass(frozen=True, slots=True)
class Answer:
    """A programme, what it is worth, and whether it was proven that there is no better."""

    placements: dict[str, Place]
    worth: Worth
    is_best: bool = False


Told = Callable[[Answer], bool]
"""Told of the best so far, again and again; says whether to go on."""


def solve(
    problem: Problem, *, seed: int = 1, longest_s: float = LONGEST_S, told: Told = lambda _: True
) -> Answer:
    """The best programme that is found in this time. `told` is called in the caller's thread.

    It never breaks a rule: a room and a leader once at a time, whole sessions, pins kept.
    """
    ends_at = monotonic() + longest_s
    start = first_answer(problem, lambda: monotonic() < ends_at - longest_s / 2)
    best = Answer(start, worth_of(problem, start))
    if not told(best) or monotonic() >= ends_at or not _has_something_to_place(problem):
        return best
    return _improve(problem, best, seed, ends_at, told)


def _has_something_to_place(problem: Problem) -> bool:
    return bool(problem.rooms) and any(wish.pinned is None for wish in problem.wishes)


def _improve(problem: Problem, best: Answer, seed: int, ends_at: float, told: Told) -> Answer:
    from ortools.sat.python import cp_model

    made = _Model(problem, cp_model.CpModel())
    made.begin_from(best.placements)
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    # Loading the library and writing the model took their part of the time.
    solver.parameters.max_time_in_seconds = max(ends_at - monotonic(), SHORTEST_S)
    solver.parameters.max_deterministic_time = WORK
    # Alone in its turn, each way to search is the same however many processors there are.
    solver.parameters.interleave_search = True
    solver.parameters.num_workers = min(os.cpu_count() or 1, 4)
    seen = _Seen(best)

    class Listen(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            seen.keep(made.read(self.boolean_value))

    with ThreadPoolExecutor(1, "programme") as threads:
        running: Future[Any] = threads.submit(solver.solve, made.model, Listen())
        _wait(running, solver, seen, problem, told)
        status = running.result()
    answer = seen.answer(problem)
    return Answer(answer.placements, answer.worth, status == cp_model.OPTIMAL)


def _wait(
    running: Future[Any], solver: CpSolver, seen: _Seen, problem: Problem, told: Told
) -> None:
    """Tells what is found while the solver works in its thread, which has no database."""
    while not running.done():
        try:
            running.result(TOLD_EVERY_S)
        except TimeoutError:
            if not told(seen.answer(problem)):
                solver.stop_search()


class _Seen:
    """The best answer so far, shared by the two threads."""

    def __init__(self, first: Answer) -> None:
        self._lock = Lock()
        self._best = first
        self._newer: dict[str, Place] | None = None

    def keep(self, placements: dict[str, Place]) -> None:
        with self._lock:
            self._newer = placements

    def answer(self, problem: Problem) -> Answer:
        with self._lock:
            newer, self._newer = self._newer, None
        if newer is not None:
            worth = worth_of(problem, newer)
            if worth.cost <= self._best.worth.cost:
                self._best = Answer(newer, worth)
        return self._best


class _Model:
    """The problem as CP-SAT reads it: a yes or no for each wish, room and first slot."""

    def __init__(self, problem: Problem, model: CpModel) -> None:
        self.problem, self.model = problem, model
        self.at: dict[tuple[str, Place], IntVar] = {}
        self.begins: dict[tuple[str, int], IntVar] = {}
        self.during: dict[tuple[str, int], list[IntVar]] = defaultdict(list)
        self.missing: list[tuple[IntVar, tuple[str, ...], int]] = []
        self.have_beginners: list[IntVar] = []
        self.costs: list[Any] = []
        for wish in problem.wishes:
            self._place_once(wish)
        self._one_in_a_room()
        self._leaders_once_at_a_time()
        self._people_miss_little()
        self._something_for_beginners()
        model.minimize(sum(self.costs))

    def _place_once(self, wish: Wish) -> None:
        """Each wish begins once at most, in one room: when it begins stands apart from where, since
        who wants it asks for the first alone."""
        rooms: dict[int, list[IntVar]] = defaultdict(list)
        for place in self._choices(wish):
            variable = self.model.new_bool_var("")
            self.at[wish.key, place] = variable
            rooms[place.slot].append(variable)
            extra = 0 if wish.pinned is not None else self.problem.crowd_cost(wish, place.room)
            if wish.was is not None and wish.was != place:
                extra += MOVED
            if extra:
                self.costs.append(extra * variable)
        for slot, variables in rooms.items():
            begins = self.model.new_bool_var("")
            self.begins[wish.key, slot] = begins
            self.model.add(sum(variables) == begins)
            for taken in self.problem.lasts(wish, slot):
                self.during[wish.key, taken].append(begins)
        chosen = [self.begins[wish.key, slot] for slot in rooms]
        if wish.pinned is not None:
            self.model.add_bool_and(chosen)
        elif chosen:
            self.model.add_at_most_one(chosen)
            self.costs.append(wish.cost_of_none * (1 - sum(chosen)))

    def _choices(self, wish: Wish) -> Iterable[Place]:
        if wish.pinned is not None:
            return [wish.pinned]
        rooms = range(len(self.problem.rooms))
        return [Place(room, slot) for slot in self.problem.starts(wish) for room in rooms]

    def _one_in_a_room(self) -> None:
        taking: dict[tuple[int, int], list[IntVar]] = defaultdict(list)
        for (key, place), variable in self.at.items():
            for slot in self.problem.lasts(self.problem.by_key[key], place.slot):
                taking[place.room, slot].append(variable)
        for variables in taking.values():
            self.model.add_at_most_one(variables)

    def _leaders_once_at_a_time(self) -> None:
        """Two sessions that were both pinned by hand stay, and are named among the conflicts."""
        led: dict[str, list[Wish]] = defaultdict(list)
        for wish in self.problem.wishes:
            for leader in wish.leaders:
                led[leader].append(wish)
        for wishes in (those for those in led.values() if len(those) > 1):
            for slot in self.problem.slots:
                by_hand = [one for one in wishes if self._is_pinned_at(one, slot)]
                free = [
                    variable
                    for one in wishes
                    if one.pinned is None
                    for variable in self.during[one.key, slot]
                ]
                if by_hand:
                    self.model.add_bool_and([variable.negated() for variable in free])
                elif free:
                    self.model.add_at_most_one(free)

    def _is_pinned_at(self, wish: Wish, slot: int) -> bool:
        return wish.pinned is not None and slot in self.problem.lasts(wish, wish.pinned.slot)

    def _people_miss_little(self) -> None:
        """Those who want the same sessions are counted together."""
        wants: dict[str, set[str]] = defaultdict(set)
        for wish in self.problem.wishes:
            for person in wish.wanted_by:
                wants[person].add(wish.key)
        alike: dict[tuple[str, ...], int] = defaultdict(int)
        for wanted in wants.values():
            if len(wanted) > 1:
                alike[tuple(sorted(wanted))] += 1
        for keys, people in sorted(alike.items()):
            for slot in self.problem.slots:
                here = [variable for key in keys for variable in self.during[key, slot]]
                if len(here) > 1:
                    missed = self.model.new_int_var(0, len(keys) - 1, "")
                    self.model.add(missed >= sum(here) - 1)
                    self.missing.append((missed, keys, slot))
                    self.costs.append(EACH_MISSED * people * missed)

    def _something_for_beginners(self) -> None:
        beginners = [wish.key for wish in self.problem.wishes if wish.is_for_beginners]
        if not beginners:
            return
        for slot in self.problem.slots:
            here = [variable for key in beginners for variable in self.during[key, slot]]
            there_is = self.model.new_bool_var("")
            self.model.add(sum(here) >= there_is)
            self.have_beginners.append(there_is)
        missing = self.problem.beginner_slots - sum(self.have_beginners)
        self.costs.append(NOTHING_FOR_BEGINNERS * missing)

    def begin_from(self, placements: Placements) -> None:
        """The solver has this answer as its first: each of its unknowns is told."""
        running: dict[int, set[str]] = defaultdict(set)
        for key, place in placements.items():
            for slot in self.problem.lasts(self.problem.by_key[key], place.slot):
                running[slot].add(key)
        for (key, place), variable in self.at.items():
            self.model.add_hint(variable, placements.get(key) == place)
        for (key, slot), variable in self.begins.items():
            there = placements.get(key)
            self.model.add_hint(variable, there is not None and there.slot == slot)
        for missed, keys, slot in self.missing:
            self.model.add_hint(missed, max(len(running[slot].intersection(keys)) - 1, 0))
        for slot, there_is in enumerate(self.have_beginners):
            here = any(self.problem.by_key[key].is_for_beginners for key in running[slot])
            self.model.add_hint(there_is, here)

    def read(self, is_true: Callable[[IntVar], bool]) -> dict[str, Place]:
        """The answer that the solver stands at."""
        return {key: place for (key, place), variable in self.at.items() if is_true(variable)}
