"""Clusters of listings, from judgements on pairs: a chain never links what is held apart."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from bocage.housing.deduplication.record_linkage.judgement import Judgement
from bocage.housing.deduplication.record_linkage.weights import CHAINED_FROM, UNITED_FROM

type Pair[Key] = tuple[Key, Key]


@dataclass(frozen=True)
class Ruling:
    """Decision of a person on a pair; `rank` grows with the time of the decision."""

    is_linked: bool
    rank: float


def group_homes[Key: Hashable](
    keys: Iterable[Key],
    judgements: Mapping[frozenset[Key], Judgement],
    rulings: Mapping[frozenset[Key], Ruling],
    judge: Callable[[Key, Key], Judgement],
) -> list[set[Key]]:
    """Returns the homes, each as the keys of its listings.

    Decisions of people come first, latest first; two listings that a person held apart are never in
    one home, even through others. Then the pairs linked automatically, surest first: two groups are
    merged unless a listing of one clearly differs from every listing that a person linked to one of
    the other, or unless all their listings together are as likely to be two homes as one. `judge`
    is called for pairs without a judgement.
    """

    def bits(first: Key, second: Key) -> float:
        return (judgements.get(frozenset((first, second))) or judge(first, second)).bits

    home = {key: {key} for key in keys}
    tied = {key: {key} for key in home}
    linked = [pair for pair, ruling in rulings.items() if ruling.is_linked]
    for pair in sorted(linked, key=lambda pair: -rulings[pair].rank):
        first, second = pair
        if not _are_held_apart(home[first], home[second], rulings):
            _unite(home, first, second)
            _unite(tied, first, second)
    sure = [
        pair
        for pair, judgement in judgements.items()
        if judgement.is_linked and pair not in rulings
    ]
    for pair in sorted(sure, key=lambda pair: -judgements[pair].bits):
        first, second = pair
        if home[first] is home[second] or _are_held_apart(home[first], home[second], rulings):
            continue
        links = [
            max(bits(x, y) for x in tied[a] for y in tied[b])
            for a in home[first]
            for b in home[second]
        ]
        if min(links) >= CHAINED_FROM and fmean(links) >= UNITED_FROM:
            _unite(home, first, second)
    return list({id(members): members for members in home.values()}.values())


def _unite[Key: Hashable](sets: dict[Key, set[Key]], first: Key, second: Key) -> None:
    merged = sets[first] | sets[second]
    for key in merged:
        sets[key] = merged


def _are_held_apart[Key: Hashable](
    first: set[Key], second: set[Key], rulings: Mapping[frozenset[Key], Ruling]
) -> bool:
    return any(
        not rulings[pair].is_linked
        for a in first
        for b in second
        if (pair := frozenset((a, b))) in rulings
    )
