"""Weights of each agreement and disagreement, in bits.

A weight is log2(m / u): m is its frequency between two listings of one home, u between listings of
two homes of one commune with the same offer, given the other fields: an agreement that follows from
another weighs little. They were fitted on generated deliveries and measured on others
(docs/decisions/housing-record-linkage.md).
"""

from typing import Final

OFFERED_TWICE: Final = 0.9
"""The share of homes that another agency also offers."""

SMALLEST_CROWD: Final = 4
NEXT_DOOR: Final = 4
USUAL_CROWD: Final = 40
LARGEST_CROWD: Final = 12
"""Largest number of listings of one kind and offer in a commune that counts: the more there are,
the likelier a coincidence. The weights were fitted where few are alike; a larger number would split
homes.
"""

LINKED_FROM: Final = 3.0
"""Odds of eight to one: threshold of automatic links."""

CHAINED_FROM: Final = -2.0
"""Least weight between any two listings that others link together."""

UNITED_FROM: Final = 0.5
"""Least mean weight between the listings of a linked home."""

HIGHEST_DOUBT: Final = 2.9
DOUBTFUL_FROM: Final = -1.5
"""Odds of one to three: threshold from which a person decides."""

SAME_AGENCY: Final = -12.0
"""An agency lists a home once: two listings that it offers today are never linked by a machine."""

SAME_AGENCY_AGAIN: Final = -3.0
"""Weight where one of the two is off the market, and may be listed again."""

SAME_REFERENCE: Final = 3.0
SAME_MANDATE: Final = 9.0
"""The identifier of the agency's software itself, through two sources."""

OTHER_COMMUNE: Final = -5.5
SAME_DISTRICT: Final = 1.5
SAME_KIND: Final = 2.5
CLOSE_KIND: Final = -1.3

TOLERANCE_M: Final = {"address": 80.0, "street": 350.0, "district": 1_200.0, "commune": 5_000.0}
"""Largest distance in metres between the home and a position of each precision."""

NEAR: Final = {"address": 2.8, "street": 1.6, "district": 0.2, "commune": 0.0}
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
SMALL_HOME_M2: Final = 50.0

PRICE_EQUAL: Final = 5.0
"""Weight of equal prices, or of equal net prices without the fees of each agency."""
PRICE: Final = ((0.025, 2.2), (0.055, 1.0), (0.085, 0.0), (0.13, -0.3), (0.2, -1.5), (0.3, -5.0))
PRICE_OTHER: Final = -11.0
PRICE_BEFORE: Final = 2.5
MAX_FEES: Final = 0.13
MAX_BY_PRICE: Final = 5.5
"""Most that a price explained by a habit weighs."""

NOTABLE_HABIT: Final = 2.5
"""Least weight from which a habit of two agencies is reported as a reason."""

LAND_EXACT: Final = 5.8
LAND_ROUND: Final = 2.2
LAND: Final = ((0.03, 0.0), (0.1, -1.5), (0.3, -3.3), (0.6, -3.8))
LAND_OTHER: Final = -5.2

ROOMS: Final = (0.1, -0.9, -2.8)
ROOMS_OTHER: Final = -5.0
BEDROOMS: Final = (0.0, -0.1, -1.8)
BEDROOMS_OTHER: Final = -3.5

ENERGY_EQUAL: Final = 5.0
ENERGY: Final = ((0.02, -2.2), (0.05, -3.6), (0.12, -4.6))
ENERGY_OTHER: Final = -4.4
ENERGY_SLIP: Final = -1.5
"""Weight of another consumption in a diagnosis that agrees on everything else."""
ENERGY_CLASS: Final = (0.8, -3.2)
ENERGY_CLASS_OTHER: Final = -4.3
EMISSIONS_EQUAL: Final = 1.2
EMISSIONS_CLOSE: Final = -1.8
EMISSIONS_OTHER: Final = -3.4
EMISSIONS_CLASS: Final = (0.9, -2.0)
EMISSIONS_CLASS_OTHER: Final = -3.3

BUILT_EXACT: Final = 0.6
BUILT_ROUND: Final = 0.4
BUILT: Final = ((3, 0.2), (25, -2.1))
BUILT_OTHER: Final = -4.3

WORDS: Final = ((0.6, 4.0), (0.45, 2.8), (0.35, 1.2), (0.27, 0.2), (0.2, -0.5))
"""Weights by the share of words in common. Agencies may describe one home in different words: a
disagreement weighs less than an agreement on rare words.
"""
WORDS_OTHER: Final = -1.0
WORDS_ENOUGH: Final = 24.0
"""Bits that both texts must hold for the full weight of their agreement."""
FEW_WORDS: Final = 1.0
TYPE_SAME: Final = 1.4
TYPE_OTHER: Final = -2.2
KILOMETRES_SAME: Final = 1.8
KILOMETRES_OTHER: Final = -2.2
FIBRE_SAME: Final = 1.0
FIBRE_OTHER: Final = -2.0
LOT_OTHER: Final = -16.0
FLOOR_SAME: Final = 1.6
FLOOR_OTHER: Final = -9.0

ONE_PHOTO: Final = 7.0
PHOTOS: Final = 10.0
NO_PHOTO: Final = -0.7
ENOUGH_PHOTOS: Final = 3
