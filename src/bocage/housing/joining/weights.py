"""How much each agreement and disagreement weighs, in bits.

A weight is log2(m / u): m is how often it is seen between two listings of one home, u between
listings of two homes of one commune that are offered alike, given what else is stated: a second
agreement that follows from a first weighs little. They were fitted on generated deliveries and
measured on others (docs/decisions/housing-joins.md).
"""

from typing import Final

TOLD_TWICE: Final = 0.6
"""The share of homes that another agency also offers."""

SMALLEST_CROWD: Final = 4
USUAL_CROWD: Final = 40
LARGEST_CROWD: Final = 600
"""How many listings of one kind and offer a commune has: the more, the likelier a coincidence."""

JOINED_FROM: Final = 3.0
"""Eight to one: what is joined without asking."""

CHAINED_FROM: Final = 0.0
"""What two listings that others tie together must at least come to."""

HIGHEST_DOUBT: Final = 2.9
DOUBTFUL_FROM: Final = -1.5
"""From one to three on, somebody is asked."""

SAME_AGENCY: Final = -12.0
"""An agency lists a home once: two listings that it offers today are never joined by a machine."""

SAME_AGENCY_AGAIN: Final = -3.0
"""One of the two is off the market: it may be listed again."""

SAME_REFERENCE: Final = 3.0
SAME_MANDATE: Final = 9.0
"""The identifier of the agency's software itself, through two sources."""

OTHER_COMMUNE: Final = -5.0
SAME_DISTRICT: Final = 1.5
SAME_KIND: Final = 2.5
CLOSE_KIND: Final = -1.3

TOLERANCE_M: Final = {"address": 80.0, "street": 350.0, "district": 1_200.0, "commune": 5_000.0}
"""How far a position of each precision may be from the home."""

NEAR: Final = {"address": 3.5, "street": 2.5, "district": 0.2, "commune": 0.0}
"""Two positions that agree, by the coarser precision of the two."""

SAME_SPOT_M: Final = 25.0
SAME_SPOT: Final = 4.0
SAME_SPOT_OF_FLATS: Final = 2.5
"""A residence has many flats."""

FAR_A_DOUBLING: Final = -1.5
FARTHEST: Final = -7.0

SURFACE_EXACT: Final = 6.5
SURFACE_EXACT_ROUND: Final = 4.2
SURFACE_ROUNDED: Final = 3.9
SURFACE_TO_FIVE: Final = 2.2
SURFACE: Final = (
    (0.012, 2.2),
    (0.025, 1.8),
    (0.035, 0.8),
    (0.06, -2.3),
    (0.09, -4.8),
    (0.15, -7.3),
)
SURFACE_OTHER: Final = -10.0

PRICE_EQUAL: Final = 5.0
PRICE: Final = ((0.025, 2.3), (0.055, 1.8), (0.085, 0.9), (0.13, 0.4), (0.2, -1.4), (0.3, -5.0))
PRICE_OTHER: Final = -11.0
PRICE_BEFORE: Final = 2.5

LAND_EXACT: Final = 5.0
LAND_ROUND: Final = 1.4
LAND: Final = ((0.03, 1.2), (0.1, 0.5), (0.3, -2.0), (0.6, -3.5))
LAND_OTHER: Final = -5.0

ROOMS: Final = (0.4, -0.4, -2.8)
ROOMS_OTHER: Final = -5.0
BEDROOMS: Final = (0.2, -0.6, -1.8)
BEDROOMS_OTHER: Final = -3.5

ENERGY_EQUAL: Final = 5.0
ENERGY: Final = ((0.02, -1.0), (0.05, -2.9), (0.12, -4.2))
ENERGY_OTHER: Final = -4.7
ENERGY_CLASS: Final = (1.5, -2.7)
ENERGY_CLASS_OTHER: Final = -4.2
EMISSIONS_EQUAL: Final = 0.3
EMISSIONS_OTHER: Final = -2.7
EMISSIONS_CLASS: Final = (2.3, -1.8)
EMISSIONS_CLASS_OTHER: Final = -3.0

BUILT_EXACT: Final = 1.2
BUILT_ROUND: Final = 1.1
BUILT: Final = ((3, 0.4), (25, -1.8))
BUILT_OTHER: Final = -4.0

WORDS: Final = ((0.75, 3.5), (0.5, 3.0), (0.35, 2.3), (0.25, 1.5), (0.12, 0.0))
WORDS_OTHER: Final = -0.2
TYPE_SAME: Final = 1.2
TYPE_OTHER: Final = -1.8
KILOMETRES_SAME: Final = 1.8
KILOMETRES_OTHER: Final = -2.2
FIBRE_SAME: Final = 0.6
FIBRE_OTHER: Final = -1.8
LOT_OTHER: Final = -16.0
FLOOR_SAME: Final = 1.6
FLOOR_OTHER: Final = -9.0

ONE_PHOTO: Final = 7.0
PHOTOS: Final = 10.0
NO_PHOTO: Final = -0.7
ENOUGH_PHOTOS: Final = 3
