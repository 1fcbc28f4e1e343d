"""From pairs that may be one home to what is thought of each, once it is known how agencies price."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping

from bocage.housing.joining.habits import Habits
from bocage.housing.joining.judgement import (
    MOST_BY_HABIT,
    Judgement,
    may_be_one,
    score_pair,
)
from bocage.housing.joining.traits import Traits
from bocage.housing.joining.weights import DOUBTFUL_FROM, JOINED_FROM


def judge_pairs[Key: Hashable](
    pairs: Iterable[tuple[Key, Key]],
    traits: Mapping[Key, Traits],
    crowd: Callable[[Traits, Traits], int],
    habits: Habits,
) -> dict[frozenset[Key], Judgement]:
    """The judgements on the pairs that are not clearly two homes.

    `crowd` tells how many listings there are around a pair. What is surely one home whatever its
    prices teaches the habits; then the pairs of agencies about which something is known are
    judged again.
    """

    def judge(a: Traits, b: Traits) -> Judgement:
        return score_pair(a, b, crowd=crowd(a, b), habit=habits.between(a, b))

    near = {}
    for pair in pairs:
        a, b = traits[pair[0]], traits[pair[1]]
        if may_be_one(a, b, crowd=crowd(a, b)):
            found = judge(a, b)
            if found.bits >= DOUBTFUL_FROM - MOST_BY_HABIT:
                near[pair] = found
    habits.learn(
        (traits[first], traits[second])
        for (first, second), found in near.items()
        if _without_price(found) >= JOINED_FROM
    )
    judged = {}
    for pair, found in near.items():
        first, second = (traits[key] for key in pair)
        settled = judge(first, second) if habits.between(first, second) else found
        if not settled.is_apart:
            judged[frozenset(pair)] = settled
    return judged


def _without_price(found: Judgement) -> float:
    """The bits of everything else."""
    return found.bits - sum(
        reason.weight
        for reason in found.reasons
        if reason.code.startswith(("price_", "net_price_"))
    )
