"""What all the evidence on a pair comes to."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import Final

from bocage.housing.joining import evidence
from bocage.housing.joining.reasons import Reason
from bocage.housing.joining.traits import Traits
from bocage.housing.joining.weights import (
    DOUBTFUL_FROM,
    HIGHEST_DOUBT,
    JOINED_FROM,
    LARGEST_CROWD,
    SMALLEST_CROWD,
    TOLD_TWICE,
    USUAL_CROWD,
)

JOINED: Final = "joined"
DOUBTFUL: Final = "doubtful"
APART: Final = "apart"

FIGURES = (
    evidence.agencies,
    evidence.kinds,
    evidence.places,
    evidence.surfaces,
    evidence.prices,
    evidence.lands,
    evidence.rooms,
    evidence.energy,
    evidence.building,
    evidence.photos,
)
"""What costs little to compare; words are read last, where they can still change the verdict."""

MOST_BY_WORDS: Final = 9.0
"""More than words can ever add."""


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


def score_pair(a: Traits, b: Traits, *, crowd: int = USUAL_CROWD) -> Judgement:
    """Whether two listings are about one home, and why, the weightiest reason first.

    `crowd` is how many listings of that kind and offer the commune has: two houses alike are
    more of a coincidence in a hamlet than in a town.
    """
    if not evidence.are_comparable(a, b):
        return Judgement(-100.0, (Reason("offer_or_kind_other", -100.0, (a.kind, b.kind)),))
    prior = prior_bits(crowd)
    found = [reason for compare in FIGURES for reason in compare(a, b)]
    bits = prior + sum(reason.weight for reason in found)
    if bits >= DOUBTFUL_FROM - MOST_BY_WORDS:
        found += evidence.words(a, b)
        bits = prior + sum(reason.weight for reason in found)
    if a.agency == b.agency and a.is_on_the_market and b.is_on_the_market:
        bits = min(bits, HIGHEST_DOUBT)
    found.sort(key=lambda reason: -abs(reason.weight))
    return Judgement(bits, tuple(found))


def prior_bits(crowd: int) -> float:
    """The log-odds that another listing of the same kind and commune is about the same home."""
    return -log2(min(max(crowd, SMALLEST_CROWD), LARGEST_CROWD) / TOLD_TWICE)
