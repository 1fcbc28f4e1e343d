"""The programme of an École du Web: 80 pitches in 8 rooms and 10 slots, while somebody waits."""

from __future__ import annotations

import time

from bench.harness.instance import Instance
from bench.harness.invented_editions import invented_edition
from bench.harness.parts import Figures
from bench.harness.sizes import Size
from bocage.network.programme.conflicts import HARD, conflicts
from bocage.network.programme.first_answer import first_answer
from bocage.network.programme.solver import solve

PITCHES, ROOMS, SLOTS, PEOPLE = 80, 8, 10, 250
EDITIONS, QUICK_EDITIONS = 3, 1


def measure_programme(_instance: Instance, size: Size) -> Figures:
    """How long the slowest of a few editions takes, from nothing to its last answer, and how soon
    there is a first one; the library of the solver is loaded by the first.

    Raises:
        RuntimeError: an answer breaks a rule.
    """
    first, whole, placed, missed = [], [], [], []
    for seed in range(QUICK_EDITIONS if size.is_quick else EDITIONS):
        problem = invented_edition(
            seed=seed, pitches=PITCHES, rooms=ROOMS, slots=SLOTS, people=PEOPLE
        )
        started = time.perf_counter()
        first_answer(problem)
        first.append(time.perf_counter() - started)
        started = time.perf_counter()
        answer = solve(problem)
        whole.append(time.perf_counter() - started)
        if any(one.kind in HARD for one in conflicts(problem, answer.placements)):
            raise RuntimeError("a programme that was computed breaks a rule")
        placed.append(answer.worth.placed)
        missed.append(answer.worth.missed)
    return {
        "programme.pitches": PITCHES,
        "programme.first_s": round(max(first), 2),
        "programme.solve_s": round(max(whole), 2),
        "programme.placed": min(placed),
        "programme.missed_choices": max(missed),
    }
