"""Judgement on a pair: the sum of its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import Final

from bocage.housing.deduplication.record_linkage import evidence
from bocage.housing.deduplication.record_linkage.habits import Habit, is_priced_with_fees
from bocage.housing.deduplication.record_linkage.reasons import Reason
from bocage.housing.deduplication.record_linkage.traits import Traits
from bocage.housing.deduplication.record_linkage.weights import (
    BEDROOMS,
    BUILT_EXACT,
    CLOSE_KIND,
    DOUBTFUL_FROM,
    FIBRE_SAME,
    FLOOR_SAME,
    HIGHEST_DOUBT,
    KILOMETRES_SAME,
    LARGEST_CROWD,
    LINKED_FROM,
    MAX_BY_PRICE,
    NEXT_DOOR,
    OFFERED_TWICE,
    PHOTOS,
    ROOMS,
    SAME_KIND,
    SMALLEST_CROWD,
    TYPE_SAME,
    USUAL_CROWD,
    WORDS,
)

LINKED: Final = "linked"
DOUBTFUL: Final = "doubtful"
APART: Final = "apart"

GLANCE = (
    evidence.agencies,
    evidence.kinds,
    evidence.surfaces,
    evidence.lands,
    evidence.places,
    evidence.energy,
)
"""Evidence that excludes most pairs, together with the price."""

FIGURES = (*GLANCE, evidence.rooms, evidence.building, evidence.photos)
"""Evidence that is cheap to compare; words are compared last, only if they can change the verdict.
"""

MAX_BY_WORDS: Final = WORDS[0][1] + TYPE_SAME + FLOOR_SAME + KILOMETRES_SAME + FIBRE_SAME
"""Most bits that words can add."""

MAX_BY_THE_REST: Final = ROOMS[0] + BEDROOMS[0] + BUILT_EXACT + MAX_BY_WORDS
"""Most bits that the evidence outside `GLANCE` can add, photos apart."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Judgement on a pair: `bits` are the log-odds (base 2) that the home is one, `score` their
    probability.
    """

    bits: float
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        return 1 / (1 + 2.0**-self.bits) if self.bits > -60 else 0.0

    @property
    def verdict(self) -> str:
        if self.bits >= LINKED_FROM:
            return LINKED
        return DOUBTFUL if self.bits >= DOUBTFUL_FROM else APART

    @property
    def is_linked(self) -> bool:
        return self.bits >= LINKED_FROM

    @property
    def is_apart(self) -> bool:
        return self.bits < DOUBTFUL_FROM


def score_pair(
    a: Traits, b: Traits, *, crowd: int = USUAL_CROWD, habit: Habit | None = None
) -> Judgement:
    """Judges whether two listings are about one home, with the reasons, heaviest first.

    `crowd` is the number of listings of that kind and offer in the commune: two similar houses are
    less likely to be a coincidence in a hamlet than in a town.
    """
    if not evidence.are_comparable(a, b):
        return Judgement(-100.0, (Reason("offer_or_kind_other", -100.0, (a.kind, b.kind)),))
    prior = prior_bits(crowd)
    reasons = [reason for compare in FIGURES for reason in compare(a, b)]
    reasons += evidence.prices(a, b, habit)
    bits = prior + sum(reason.weight for reason in reasons)
    if bits >= DOUBTFUL_FROM - MAX_BY_WORDS:
        reasons += evidence.words(a, b)
        bits = prior + sum(reason.weight for reason in reasons)
    if a.agency == b.agency and a.is_on_the_market and b.is_on_the_market:
        bits = min(bits, HIGHEST_DOUBT)
    return Judgement(bits, weightiest_first(reasons))


def judged_by_habit(judgement: Judgement, a: Traits, b: Traits, habit: Habit) -> Judgement:
    """Returns the judgement with the prices weighed by the habit of the two agencies."""
    without_prices = [reason for reason in judgement.reasons if not reason.is_of_prices]
    prices = list(evidence.prices(a, b, habit))
    before = sum(reason.weight for reason in judgement.reasons if reason.is_of_prices)
    bits = judgement.bits - before + sum(reason.weight for reason in prices)
    return Judgement(bits, weightiest_first(without_prices + prices))


def weightiest_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def may_be_same_dwelling(a: Traits, b: Traits, *, crowd: int = USUAL_CROWD) -> bool:
    """Checks at a glance whether two listings may still be linked.

    It is never False where everything that they state, and any habit, would link them.
    """
    if not evidence.are_comparable(a, b):
        return False
    bits = prior_bits(crowd) + glance_bits(a, b)
    price = evidence.weight_of_prices(a, b)
    if is_priced_with_fees(a, b) and evidence.may_be_fees(a.price_eur, b.price_eur):
        price = max(price, MAX_BY_PRICE)
    best = bits + price + MAX_BY_THE_REST
    if a.photos and b.photos:
        best += PHOTOS
    return best >= LINKED_FROM


def glance_bits(a: Traits, b: Traits) -> float:
    """Returns the total weight of `GLANCE`, without its reasons: most pairs of a crowded commune
    end here.
    """
    bits = evidence.weight_of_energy(a, b) + evidence.weight_of_places(a, b)
    if a.surface_m2 and b.surface_m2:
        bits += evidence.weighed_surfaces(a.surface_m2, b.surface_m2)[1]
    if a.land_m2 and b.land_m2:
        bits += evidence.weight_of_lands(a.land_m2, b.land_m2)
    bits += SAME_KIND if a.kind == b.kind else CLOSE_KIND
    return bits + sum(reason.weight for reason in evidence.agencies(a, b))


def prior_bits(crowd: int) -> float:
    """Returns the log-odds that another listing of the same kind and commune is about the same
    home.
    """
    return -log2((min(max(crowd, SMALLEST_CROWD), LARGEST_CROWD) + NEXT_DOOR) / OFFERED_TWICE)
