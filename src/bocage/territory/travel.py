"""Estimate of the travel time by car, without a route planner.

The straight line, multiplied by a detour factor, at the speed of each stretch: the streets of both
ends, then country roads, then larger ones. It is always displayed with « environ »; nothing is
refused because of it. The minutes of a table, if any, take precedence.

Roads are 20 to 40 % longer than the straight line (F. Héran, « Des distances à vol d’oiseau aux
distances réelles ou de l’origine des détours », Flux, 2009). The speeds are those of a way from
door to door, villages, bends and tractors included, under the limits of 50, 80 and 110 km/h.
"""

import math
from dataclasses import dataclass

from bocage.territory.geography import distance_between

ROAD_FACTOR = 1.3
"""Ratio of the length of a road to the straight line."""
STRETCHES = ((2.0, 30), (25.0, 60), (math.inf, 75))
"""Stretches of a road: kilometres from the start up to which each goes, and its speed in km/h."""
STEP_MINUTES = 5
"""Durations are rounded up to it."""
SAME_PLACE_M = 150

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Travel:
    """A way by road, as estimated."""

    km: int
    minutes: int


def road_minutes(metres: float) -> int:
    """Returns the minutes by car for a straight-line distance.

    >>> road_minutes(8_700), road_minutes(0)
    (15, 0)
    """
    if metres < SAME_PLACE_M:
        return 0
    remaining, start, minutes = metres * ROAD_FACTOR / 1000, 0.0, 0.0
    for end, speed in STRETCHES:
        length = min(remaining, end - start)
        minutes += length / speed * 60
        remaining, start = remaining - length, end
        if remaining <= 0:
            break
    return math.ceil(round(minutes, 6) / STEP_MINUTES) * STEP_MINUTES


def metres_within(minutes: int) -> float:
    """Returns the straight-line distance in metres that a car covers in so many minutes, without
    the rounding of minutes.

    >>> round(metres_within(20))
    13846
    """
    remaining, start, km = minutes / 60, 0.0, 0.0
    for end, speed in STRETCHES:
        hours = min(remaining, (end - start) / speed)
        km += hours * speed
        remaining, start = remaining - hours, end
        if remaining <= 0:
            break
    return km / ROAD_FACTOR * 1000


def travel_between(start: Position | None, end: Position | None) -> Travel | None:
    """Estimates the road between two positions in degrees; None if one is unknown."""
    if start is None or end is None:
        return None
    metres = distance_between(*start, *end)
    if metres < SAME_PLACE_M:
        return Travel(km=0, minutes=0)
    return Travel(km=max(1, round(metres * ROAD_FACTOR / 1000)), minutes=road_minutes(metres))
