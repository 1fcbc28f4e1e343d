"""How long the road takes between two moments, roughly: nobody waits for a route planner.

The straight line, lengthened by what country roads add to it, at the speed that one holds on
them. A warning that is a few minutes wrong still warns; nothing is ever refused because of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from bocage.territory.geography import distance_between

ROAD_FACTOR = 1.3
"""How much longer than the straight line a road of the bocage is."""
SPEED_KMH = 55
"""What one holds on average from door to door, villages and tractors included."""
STEP_MINUTES = 5
"""Durations are rounded up to it."""
SAME_PLACE_M = 150

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Travel:
    """A way by road, as estimated."""

    km: int
    minutes: int


def travel_between(start: Position | None, end: Position | None) -> Travel | None:
    """The road between two positions in degrees; None where one is not known."""
    if start is None or end is None:
        return None
    metres = distance_between(*start, *end)
    if metres < SAME_PLACE_M:
        return Travel(km=0, minutes=0)
    km = metres * ROAD_FACTOR / 1000
    minutes = math.ceil(km / SPEED_KMH * 60 / STEP_MINUTES) * STEP_MINUTES
    return Travel(km=max(1, round(km)), minutes=minutes)
