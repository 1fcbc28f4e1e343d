"""Steps of prices, each about a sixth above the one before.

An index that begins with the step and goes on with the surface is read for the homes between two
prices that are as large as asked, and for no others; one that begins with the price itself is read
for all homes between these prices (docs/decisions/housing-search.md).
"""

from math import floor, log
from typing import Final

from django.db.models import Func, IntegerField

STEPS_OF_E: Final = 6
HIGHEST_EUR: Final = 2**31 - 1
BETWEEN_LOGARITHMS: Final = 1e-9
"""How far our logarithm may be from PostgreSQL's: beside a step, the neighbour is read too."""


class PriceStep(Func):
    """Step of a price in euros."""

    template = f"floor(ln(%(expressions)s) * {STEPS_OF_E})::integer"
    output_field = IntegerField()


def steps_between(lowest_eur: int | None, highest_eur: int | None) -> range:
    """Returns the steps that cover prices between two bounds, None being no bound."""
    lowest = log(max(lowest_eur or 1, 1)) * STEPS_OF_E
    highest = log(min(max(highest_eur or HIGHEST_EUR, 1), HIGHEST_EUR)) * STEPS_OF_E
    first = max(0, floor(lowest - BETWEEN_LOGARITHMS))
    return range(first, floor(highest + BETWEEN_LOGARITHMS) + 1)
