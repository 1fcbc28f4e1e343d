"""Two homes of one agency that both resemble a listing: nobody but a person can tell which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Final

from bocage.housing.joining.judgement import Judgement
from bocage.housing.joining.reasons import Reason
from bocage.housing.joining.traits import Traits
from bocage.housing.joining.weights import HIGHEST_DOUBT

MARGIN: Final = 1.5
"""Bits by which the best must exceed the next: it is then about three times likelier."""


def heed_rivals[Key: Hashable](
    judgements: Mapping[frozenset[Key], Judgement], traits: Mapping[Key, Traits]
) -> dict[frozenset[Key], Judgement]:
    """The judgements, where pairs that have an equal rival are doubtful.

    A rival is a pair of the same listing with another listing of the same agency, both on the
    market: an agency lists a home once, so one of the two pairs is wrong.
    """
    by_agency: dict[tuple[Key, Hashable], list[frozenset[Key]]] = defaultdict(list)
    for pair, found in judgements.items():
        if not found.is_apart:
            for key in pair:
                (other,) = pair - {key}
                if traits[other].is_on_the_market and traits[other].agency != traits[key].agency:
                    by_agency[key, traits[other].agency].append(pair)
    heeded = dict(judgements)
    for pairs in by_agency.values():
        if len(pairs) > 1:
            bits = sorted((judgements[pair].bits for pair in pairs), reverse=True)
            if bits[0] - bits[1] < MARGIN:
                for pair in pairs:
                    if judgements[pair].is_joined:
                        heeded[pair] = _doubted(judgements[pair], len(pairs) - 1)
    return heeded


def _doubted(found: Judgement, rivals: int) -> Judgement:
    """As sure as a pair can be that a person must see."""
    weight = HIGHEST_DOUBT - found.bits
    return Judgement(HIGHEST_DOUBT, (Reason("rivals", weight, (rivals,)), *found.reasons))
