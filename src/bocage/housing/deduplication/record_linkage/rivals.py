"""Rival pairs: an agency lists a home once, so each listing matches at most one of another agency.

Listings of two agencies are matched one to one, and each candidate lowers the odds of its rivals.
The odds of each pair, over all possible matchings, are computed by message passing between the
listings: M. Bayati, D. Shah and M. Sharma, “Max-Product for Maximum Weight Matching”, IEEE
Transactions on Information Theory 54 (2008), here with sums. They are exact where rivals form no
cycle, and close where they do.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from math import log2
from typing import Final

from bocage.housing.deduplication.record_linkage.judgement import Judgement, weightiest_first
from bocage.housing.deduplication.record_linkage.reasons import Reason
from bocage.housing.deduplication.record_linkage.traits import Traits

ROUNDS: Final = 12
"""Number of rounds: messages converge at once without a cycle, and within some rounds with one."""

LEAST_TAKEN: Final = 0.5
"""Least number of bits lost to rivals that is reported as a reason."""

MAX_BITS: Final = 40.0
"""Limit that prevents overflow of the powers of two."""


def heed_rivals[Key: Hashable](
    judgements: Mapping[frozenset[Key], Judgement], traits: Mapping[Key, Traits]
) -> dict[frozenset[Key], Judgement]:
    """Returns the judgements, lowered by the other listings of the same two agencies."""
    heeded = dict(judgements)
    for pairs in _by_agencies(judgements, traits):
        if len(pairs) > 1:
            heeded |= _shared_out(pairs, {pair: judgements[pair] for pair in pairs})
    return heeded


def _by_agencies[Key: Hashable](
    judgements: Mapping[frozenset[Key], Judgement], traits: Mapping[Key, Traits]
) -> Iterable[list[frozenset[Key]]]:
    """Returns the pairs that may be rivals, grouped by pair of agencies: both listings on the
    market.
    """
    groups: dict[frozenset[Hashable], list[frozenset[Key]]] = defaultdict(list)
    for pair in judgements:
        agencies = frozenset(traits[key].agency for key in pair)
        if len(agencies) == 2 and all(traits[key].is_on_the_market for key in pair):
            groups[agencies].append(pair)
    return groups.values()


def _shared_out[Key: Hashable](
    pairs: list[frozenset[Key]], judgements: Mapping[frozenset[Key], Judgement]
) -> dict[frozenset[Key], Judgement]:
    odds = {pair: 2.0 ** min(judgements[pair].bits, MAX_BITS) for pair in pairs}
    rivals: dict[Key, list[frozenset[Key]]] = defaultdict(list)
    for pair in pairs:
        for key in pair:
            rivals[key].append(pair)
    free = {(key, pair): 1.0 for pair in pairs for key in pair}
    """Odds that a listing has no match other than that of the pair."""
    for _ in range(ROUNDS):
        free = {
            (key, pair): 1
            / (
                1
                + sum(
                    odds[rival] * free[_mate(key, rival), rival]
                    for rival in rivals[key]
                    if rival != pair
                )
            )
            for key, pair in free
        }
    heeded = {}
    for pair in pairs:
        loss = sum(log2(free[key, pair]) for key in pair)
        if loss <= -LEAST_TAKEN:
            rival_count = len({rival for key in pair for rival in rivals[key]}) - 1
            heeded[pair] = _lowered(judgements[pair], loss, rival_count)
    return heeded


def _mate[Key: Hashable](key: Key, pair: frozenset[Key]) -> Key:
    (mate,) = pair - {key}
    return mate


def _lowered(judgement: Judgement, loss: float, rivals: int) -> Judgement:
    reasons = (Reason("rivals", loss, (rivals,)), *judgement.reasons)
    return Judgement(judgement.bits + loss, weightiest_first(reasons))
