"""Steps of prices, each about a sixth above the previous one.

An index on the step, then the surface, reads only the homes within both ranges; an index on the
price itself reads all homes between two prices (docs/decisions/housing-search.md).
"""

from math import floor, log
from typing import Final

from django.db.models import Func, IntegerField

STEPS_OF_E: Final = 6
HIGHEST_EUR: Final = 2**31 - 1
BETWEEN_LOGARITHMS: Final = 1e-9
"""Tolerance between the logarithms of Python and PostgreSQL: next to a step, both steps are
read.
"""


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
