"""How facts become marks from 0 to 100, told on the page itself.

Marks that depend on who asks (what a budget pays, how near the wished communes are) and the score
are made by the statement of `operations.suitability`, from the numbers that stand here.

A ramp goes straight from the value that is worth 100 to the one that is worth nothing.
"""

from collections.abc import Sequence

from bocage.territory.fact_kinds import FactKind
from bocage.welcome.communes.signs_registry import Ramp, Sign

NEAREST: dict[str, tuple[FactKind, Ramp]] = {
    "nursery": (FactKind.NURSERIES, Ramp(0, 12)),
    "primary": (FactKind.SCHOOLS, Ramp(0, 8)),
    "middle": (FactKind.MIDDLE_SCHOOLS, Ramp(2, 20)),
    "high": (FactKind.HIGH_SCHOOLS, Ramp(5, 35)),
    "doctor": (FactKind.DOCTORS, Ramp(0, 15)),
    "pharmacy": (FactKind.PHARMACIES, Ramp(0, 15)),
}
"""Parts whose mark is the distance to the nearest commune that has one, in kilometres."""

FARTHEST_KM = 40.0
"""What is farther is not near."""

SHOPS_BESIDE, SHOPS_HERE = Ramp(0, 10), Ramp(8, 0)
SHOP_SHARE = 60
"""Of the mark of shops: to have one near; the rest is to have many here."""

STATION, WORKSPACE, PARIS = Ramp(5, 35), Ramp(5, 40), Ramp(60, 210)
"""In minutes: by road to a station and to a place to work, by train to Paris."""
HOMES = Ramp(6, 0)
QUIET_DENSITY, QUIET_PEOPLE = Ramp(30, 150), Ramp(400, 2_500)
TOWN_PEOPLE = Ramp(10_000, 2_000)
VILLAGE_GROWS, VILLAGE_FADES = Ramp(800, 250), Ramp(3_000, 7_000)
RENT = Ramp(6, 14)
"""In euros a month by square metre, where no rent is said."""
DEAR_EUR_M2, CHEAP_EUR_M2 = 3_500, 1_000
SURFACE_HALF = 0.5
"""A budget that pays half of the surface is worth nothing, one that pays all of it, 100."""
NEAR_KM = 40
PRIOR = 50
"""What is not known of a commune is taken for this mark…"""
PRIOR_SHARE = 0.5
"""… and weighs this much of what it would weigh if it were known."""


def shops_mark(here: int, nearest_km: float | None) -> int | None:
    """Shops for food: one within reach, then the choice on the spot."""
    if nearest_km is None:
        return None
    beside = SHOPS_BESIDE.mark(nearest_km) * SHOP_SHARE
    return round((beside + SHOPS_HERE.mark(here) * (100 - SHOP_SHARE)) / 100)


def quiet_mark(population: int | None, density: float | None) -> int | None:
    """Returns the mark for quietness: from the density by square kilometre if known, else from the
    population of the commune.
    """
    if density is not None:
        return QUIET_DENSITY.mark(density)
    return None if population is None else QUIET_PEOPLE.mark(population)


def village_mark(population: int | None) -> int | None:
    """Returns the mark of a village: enough people to meet some, few enough to know them."""
    if population is None:
        return None
    return min(VILLAGE_GROWS.mark(population), VILLAGE_FADES.mark(population))


def town_mark(population: int | None) -> int | None:
    """Returns the mark of a town, from its population."""
    return None if population is None else TOWN_PEOPLE.mark(population)


def welcome_mark(signs: Sequence[Sign]) -> int | None:
    """Returns the share, in percent, of the points of the known signs that a commune obtains; None
    without any sign.
    """
    points = sum(sign.points for sign in signs)
    if not points:
        return None
    return round(100 * sum(sign.points * sign.share for sign in signs) / points)
