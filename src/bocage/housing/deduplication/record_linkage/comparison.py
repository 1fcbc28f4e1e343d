"""From pairs that may be one home to judgements, once it is known how agencies price."""

from collections.abc import Callable, Hashable, Iterable, Mapping

from bocage.housing.deduplication.record_linkage.habits import Habits
from bocage.housing.deduplication.record_linkage.judgement import (
    Judgement,
    judged_by_habit,
    may_be_one,
    score_pair,
)
from bocage.housing.deduplication.record_linkage.traits import Traits
from bocage.housing.deduplication.record_linkage.weights import (
    DOUBTFUL_FROM,
    JOINED_FROM,
    MOST_BY_PRICE,
)


def judge_pairs[Key: Hashable](
    pairs: Iterable[tuple[Key, Key]],
    traits: Mapping[Key, Traits],
    crowd: Callable[[Traits, Traits], int],
    habits: Habits,
) -> dict[frozenset[Key], Judgement]:
    """Returns the judgements on the pairs that are not clearly two homes.

    `crowd` gives how many listings there are around a pair. What is surely one home whatever its
    prices teaches the habits; then the pairs of agencies about which something is known are judged
    again.
    """

    near = {}
    for pair in pairs:
        a, b = traits[pair[0]], traits[pair[1]]
        many = crowd(a, b)
        if may_be_one(a, b, crowd=many):
            found = score_pair(a, b, crowd=many)
            if found.bits >= DOUBTFUL_FROM - MOST_BY_PRICE:
                near[pair] = found
    habits.learn(
        (traits[first], traits[second])
        for (first, second), found in near.items()
        if _without_price(found) >= JOINED_FROM
    )
    judged = {}
    for pair, found in near.items():
        a, b = traits[pair[0]], traits[pair[1]]
        habit = habits.between(a, b)
        settled = judged_by_habit(found, a, b, habit) if habit else found
        if not settled.is_apart:
            judged[frozenset(pair)] = settled
    return judged


def _without_price(found: Judgement) -> float:
    """The bits of everything else."""
    return found.bits - sum(reason.weight for reason in found.reasons if reason.is_of_prices)
