"""Price habits of pairs of agencies: their fees differ by a nearly constant share.

If one adds 5 % and the other 8 % to the price that the owner wants, the homes that both offer are 3
% apart. A distance often seen is stronger evidence than a merely close price, and a distance never
seen is evidence for two homes. This is estimated, not assumed: the distances seen are counted, and
the figures of all agencies are used until there are enough.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable
from math import log, log2
from typing import Final

from bocage.housing.deduplication.record_linkage.traits import Traits

NARROW: Final = 0.002
WIDE: Final = 0.012
"""Largest difference between two distances of prices that count as the same, as a share."""

ROUNDED_EUR: Final = 250
"""Additional tolerance, in euros: agencies round to hundreds or to a thousand."""

NARROW_SHARE: Final = 0.7
"""Share of observations that are within the narrow tolerance; the rest are within the wide one."""

BY_CHANCE: Final = 3.0
"""Density of the prices of other similar homes: one share in so many falls at the same distance."""

KNOWN_BEFORE: Final = 4.0
"""Weight of the figures of all agencies, as a number of homes."""

UNSTEADY: Final = 0.2
"""Share of homes of which one agency changed its price, or set an unusual one: this share is always
left to the figures of all agencies.
"""

LEAST_BITS: Final = -3.5
MAX_HOMES: Final = 400


class Habit:
    """Differences between the prices of two agencies, learned from the homes that both offer."""

    def __init__(self) -> None:
        self._distances: list[float] = []
        self._pairs: dict[Hashable, float] = {}

    def learn(self, pair: Hashable, first_eur: int, second_eur: int) -> None:
        """Adds a home that both sell; one that is known already counts once."""
        if pair not in self._pairs and len(self._pairs) < MAX_HOMES:
            distance = log(second_eur / first_eur)
            self._pairs[pair] = distance
            insort(self._distances, distance)

    def bits(self, pair: Hashable, first_eur: int, second_eur: int, usual: float) -> float:
        """Returns the weight in bits of two prices, given their usual weight between agencies.

        The pair itself is not counted as evidence.
        """
        distance = log(second_eur / first_eur)
        rounded = ROUNDED_EUR / max(first_eur, second_eur)
        own_distance = self._pairs.get(pair)
        count = len(self._distances) - (own_distance is not None)
        if count <= 0:
            return usual
        density = 0.0
        for width, part in ((NARROW + rounded, NARROW_SHARE), (WIDE + rounded, 1 - NARROW_SHARE)):
            near = bisect_right(self._distances, distance + width) - bisect_left(
                self._distances, distance - width
            )
            near -= own_distance is not None and abs(own_distance - distance) <= width
            density += part * near / (2 * width)
        before = max(KNOWN_BEFORE / (count + KNOWN_BEFORE), UNSTEADY)
        dense = (1 - before) * density / count + before * BY_CHANCE * 2.0**usual
        return max(log2(dense / BY_CHANCE), LEAST_BITS)


class Habits:
    """Habits of every two agencies, as far as homes that both surely sell show them."""

    def __init__(self) -> None:
        self._habits: dict[tuple[Hashable, Hashable], Habit] = defaultdict(Habit)

    def learn(self, pairs: Iterable[tuple[Traits, Traits]]) -> None:
        """Adds pairs of listings that are surely one home."""
        for a, b in pairs:
            if is_priced_with_fees(a, b):
                for first, second in ((a, b), (b, a)):
                    self._habits[first.agency, second.agency].learn(
                        (first.key, second.key), first.price_eur, second.price_eur
                    )

    def between(self, a: Traits, b: Traits) -> Habit | None:
        """Returns the habit that relates the second listing's prices to the first's, if anything is
        known of it.
        """
        return self._habits.get((a.agency, b.agency)) if is_priced_with_fees(a, b) else None


def is_priced_with_fees(a: Traits, b: Traits) -> bool:
    """Checks whether both listings are sales by two agencies: a rent is what the tenant pays to the
    owner.
    """
    return a.offer == b.offer == "sale" and a.agency != b.agency
