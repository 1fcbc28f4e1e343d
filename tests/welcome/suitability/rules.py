"""The rules that the statement of the ranking follows, written in Python to hold it against."""

from bocage.welcome.communes.signs_registry import Ramp
from bocage.welcome.suitability.rules import (
    CHEAP_EUR_M2,
    DEAR_EUR_M2,
    NEAR_KM,
    PRIOR,
    PRIOR_SHARE,
    RENT,
    SURFACE_HALF,
)


def price_mark(eur_m2: int, budget_eur: int | None, surface_m2: int) -> int:
    """What the budget pays of the surface; without a budget, how cheap it is."""
    if budget_eur is None:
        return Ramp(CHEAP_EUR_M2, DEAR_EUR_M2).mark(eur_m2)
    return Ramp(1, SURFACE_HALF).mark(budget_eur / eur_m2 / surface_m2)


def rent_mark(eur_m2: float, rent_eur: int | None, surface_m2: int) -> int:
    """What the monthly budget pays of the surface; without one, how low rents are."""
    if rent_eur is None:
        return RENT.mark(eur_m2)
    return Ramp(1, SURFACE_HALF).mark(rent_eur / eur_m2 / surface_m2)


def near_mark(kilometres: float) -> int:
    """How near the communes that the household wished for."""
    return Ramp(0, NEAR_KM).mark(kilometres)


def score(known: float, known_weight: float, total_weight: float) -> float | None:
    """The mean of the known marks, drawn to the middle by what is not known.

    `known` is their sum, each by its weight. Nothing known, no score.
    """
    if not known_weight:
        return None
    guessed = PRIOR_SHARE * (total_weight - known_weight)
    return (known + PRIOR * guessed) / (known_weight + guessed)
