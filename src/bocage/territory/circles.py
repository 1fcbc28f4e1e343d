"""Search of the nearest rows in growing circles, so that distant ones are never measured if there
are many.
"""

from collections.abc import Callable
from math import sqrt

NARROWEST_SHARE = 8
"""First circle, as a divisor of the requested radius."""
EXPECTED_RATIO = 0.5
"""Expected density of the next circle relative to the last: around a town, the fields have fewer
rows.
"""


def nearest_in_circles[T](
    radius_m: float, enough: int, read: Callable[[float], list[T]]
) -> list[T]:
    """Returns up to `enough` results of `read`, which takes a radius in metres, within `radius_m`
    at most. Circles widen from an eighth of that radius; the number of results in a circle
    determines the next one. Two circles are usually read, seldom three.
    """
    share: float = NARROWEST_SHARE
    while True:
        results = read(radius_m / share)
        if len(results) == enough or share == 1:
            return results
        share = max(1, share * EXPECTED_RATIO * sqrt(len(results) / enough))
