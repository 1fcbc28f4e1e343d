"""What all the evidence on a pair comes to."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import Final

from bocage.housing.joining import evidence
from bocage.housing.joining.habits import Habit, is_priced_with_fees
from bocage.housing.joining.reasons import Reason
from bocage.housing.joining.traits import Traits
from bocage.housing.joining.weights import (
    SAME_SPOT,
    SAME_DISTRICT,
    ROOMS,
    PHOTOS,
    BUILT_EXACT,
    BEDROOMS,
    DOUBTFUL_FROM,
    FIBRE_SAME,
    FLOOR_SAME,
    HIGHEST_DOUBT,
    JOINED_FROM,
    KILOMETRES_SAME,
    LARGEST_CROWD,
    NEXT_DOOR,
    SMALLEST_CROWD,
    TOLD_TWICE,
    TYPE_SAME,
    USUAL_CROWD,
    WORDS,
)

JOINED: Final = "joined"
DOUBTFUL: Final = "doubtful"
APART: Final = "apart"

GLANCE = (evidence.agencies, evidence.kinds, evidence.surfaces, evidence.lands, evidence.energy)
"""What rules most pairs out, together with the price."""

FIGURES = (
    *GLANCE,
    evidence.places,
    evidence.rooms,
    evidence.building,
    evidence.photos,
)
"""What costs little to compare; words are read last, where they can still change the verdict."""

MOST_BY_WORDS: Final = WORDS[0][1] + TYPE_SAME + FLOOR_SAME + KILOMETRES_SAME + FIBRE_SAME
"""What words can add at most."""

MOST_BY_THE_REST: Final = SAME_DISTRICT + SAME_SPOT + ROOMS[0] + BEDROOMS[0] + BUILT_EXACT
"""What all figures beside those of a glance can add at most, photos apart."""

MOST_BY_HABIT: Final = 6.0
"""More bits than a price that a habit explains can add to one that is merely not far."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`bits` are the log-odds (base 2) that the home is one, `score` their probability."""

    bits: float
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        return 1 / (1 + 2.0**-self.bits) if self.bits > -60 else 0.0

    @property
    def verdict(self) -> str:
        if self.bits >= JOINED_FROM:
            return JOINED
        return DOUBTFUL if self.bits >= DOUBTFUL_FROM else APART

    @property
    def is_joined(self) -> bool:
        return self.bits >= JOINED_FROM

    @property
    def is_apart(self) -> bool:
        return self.bits < DOUBTFUL_FROM


def score_pair(
    a: Traits, b: Traits, *, crowd: int = USUAL_CROWD, habit: Habit | None = None
) -> Judgement:
    """Whether two listings are about one home, and why, the weightiest reason first.

    `crowd` is how many listings of that kind and offer the commune has: two houses alike are
    more of a coincidence in a hamlet than in a town.
    """
    if not evidence.are_comparable(a, b):
        return Judgement(-100.0, (Reason("offer_or_kind_other", -100.0, (a.kind, b.kind)),))
    prior = prior_bits(crowd)
    found = [reason for compare in FIGURES for reason in compare(a, b)]
    found += evidence.prices(a, b, habit)
    bits = prior + sum(reason.weight for reason in found)
    if bits >= DOUBTFUL_FROM - MOST_BY_WORDS:
        found += evidence.words(a, b)
        bits = prior + sum(reason.weight for reason in found)
    if a.agency == b.agency and a.is_on_the_market and b.is_on_the_market:
        bits = min(bits, HIGHEST_DOUBT)
    found.sort(key=lambda reason: -abs(reason.weight))
    return Judgement(bits, tuple(found))


def may_be_one(a: Traits, b: Traits, *, crowd: int = USUAL_CROWD) -> bool:
    """Whether a glance at two listings leaves a chance that they are not clearly two homes.

    It is never false where `score_pair` would not say that they are, whatever the habits.
    """
    if not evidence.are_comparable(a, b):
        return False
    found = prior_bits(crowd) + sum(reason.weight for see in GLANCE for reason in see(a, b))
    found += sum(reason.weight for reason in evidence.prices(a, b))
    left = MOST_BY_THE_REST + MOST_BY_WORDS
    if is_priced_with_fees(a, b):
        left += MOST_BY_HABIT
    if a.photos and b.photos:
        left += PHOTOS
    return found + left >= DOUBTFUL_FROM


def prior_bits(crowd: int) -> float:
    """The log-odds that another listing of the same kind and commune is about the same home."""
    return -log2((min(max(crowd, SMALLEST_CROWD), LARGEST_CROWD) + NEXT_DOOR) / TOLD_TWICE)
