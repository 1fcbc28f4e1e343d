"""Judgements on candidate pairs, once the price habits of agencies are known."""

from collections.abc import Callable, Hashable, Iterable, Mapping

from bocage.housing.deduplication.record_linkage.habits import Habits
from bocage.housing.deduplication.record_linkage.judgement import (
    Judgement,
    judged_by_habit,
    may_be_same_dwelling,
    score_pair,
)
from bocage.housing.deduplication.record_linkage.traits import Traits
from bocage.housing.deduplication.record_linkage.weights import (
    DOUBTFUL_FROM,
    LINKED_FROM,
    MAX_BY_PRICE,
)


def judge_pairs[Key: Hashable](
    pairs: Iterable[tuple[Key, Key]],
    traits: Mapping[Key, Traits],
    crowd: Callable[[Traits, Traits], int],
    habits: Habits,
) -> dict[frozenset[Key], Judgement]:
    """Returns the judgements on the pairs that are not clearly two homes.

    `crowd` gives how many listings there are around a pair. Pairs that are surely one home whatever
    their prices train the habits; then the pairs of agencies with known habits are judged again.
    """

    near = {}
    for pair in pairs:
        a, b = traits[pair[0]], traits[pair[1]]
        many = crowd(a, b)
        if may_be_same_dwelling(a, b, crowd=many):
            judgement = score_pair(a, b, crowd=many)
            if judgement.bits >= DOUBTFUL_FROM - MAX_BY_PRICE:
                near[pair] = judgement
    habits.learn(
        (traits[first], traits[second])
        for (first, second), judgement in near.items()
        if _without_price(judgement) >= LINKED_FROM
    )
    judged = {}
    for pair, first_look in near.items():
        a, b = traits[pair[0]], traits[pair[1]]
        habit = habits.between(a, b)
        final = judged_by_habit(first_look, a, b, habit) if habit else first_look
        if not final.is_apart:
            judged[frozenset(pair)] = final
    return judged


def _without_price(judgement: Judgement) -> float:
    """Returns the bits of everything else."""
    return judgement.bits - sum(
        reason.weight for reason in judgement.reasons if reason.is_of_prices
    )
