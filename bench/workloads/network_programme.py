"""Programme of an École du Web: 80 pitches in 8 rooms and 10 slots, computed interactively."""

from __future__ import annotations

import time

from bench.harness.instance import Instance
from bench.harness.invented.editions import invented_edition
from bench.harness.parts import Figures
from bench.harness.sizes import Size
from bocage.network.web_school.programme.conflicts import HARD, conflicts
from bocage.network.web_school.programme.problem import worth_of
from bocage.network.web_school.programme.solver import solve

PITCHES, ROOMS, SLOTS, PEOPLE = 80, 8, 10, 250
EDITIONS, QUICK_EDITIONS = 3, 1


def measure_programme(_instance: Instance, size: Size) -> Figures:
    """Measures the slowest of a few editions.

    Raises:
        RuntimeError: an answer breaks a rule.
    """
    seconds, worths = [], []
    for seed in range(QUICK_EDITIONS if size.is_quick else EDITIONS):
        problem = invented_edition(
            seed=seed, pitches=PITCHES, rooms=ROOMS, slots=SLOTS, people=PEOPLE
        )
        started = time.perf_counter()
        placements = solve(problem)
        seconds.append(time.perf_counter() - started)
        if any(conflict.kind in HARD for conflict in conflicts(problem, placements)):
            raise RuntimeError("a programme that was computed breaks a rule")
        worths.append(worth_of(problem, placements))
    return {
        "programme.pitches": PITCHES,
        "programme.solve_s": round(max(seconds), 2),
        "programme.placed": min(worth.placed for worth in worths),
        "programme.missed_choices": max(worth.missed for worth in worths),
    }
