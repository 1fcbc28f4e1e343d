"""Matching of members into nearby pairs with complementary skills, optimised over the whole club.

A maximum-weight matching of maximum cardinality (Edmonds' blossom algorithm, `networkx`): as many
pairs as possible and, among these, the best sum. A skill that one seeks and the other offers counts
twenty points, three skills each way at most; a skill of both, five; a kilometre costs one. A member
left without a pair last month takes precedence over all that.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from typing import Any

from bocage.foundation.formatting.plain_words import plain_words
from bocage.territory.geography import distance_between

WAITED = 10_000
SOUGHT, MAX_SOUGHT = 20, 3
SHARED, MAX_SHARED = 5, 2
FARTHEST_KM = 120
"""Distance beyond which more kilometres cost nothing: the pair meets online."""
UNKNOWN_KM = 60
BEST_OF_EACH = 12
"""In a large club, number of best candidates considered for each member: others are never
chosen."""
ALL_UNDER = 60
STEM = 6
EMPTY_WORDS = frozenset(
    plain_words(
        "pour dans avec sans leur leurs deux trois jour jours chez entre aussi plus moins tout"
        " tous toute toutes autre autres faire cherche chercher recherche aider aide besoin"
        " personne quelqu quelque comme votre notre vous nous elle elles mais ceux cela bien"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Member who takes part, described by what they show to members."""

    key: Any
    offers: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    position: tuple[float, float] | None = None
    has_waited: bool = False


def stems(text: str) -> frozenset[str]:
    """Returns the first letters of the meaningful words of a text, so that « graphiste » and «
    graphisme » match.
    """
    words = re.findall(r"[a-z0-9]{4,}", plain_words(text))
    return frozenset(word[:STEM] for word in words if word not in EMPTY_WORDS)


def choose_pairs(
    candidates: Sequence[Candidate], excluded: Collection[frozenset[Any]] = ()
) -> list[tuple[Any, Any]]:
    """Returns the best pairs, by their keys; each member is in one pair at most, and no pair of
    `apart` is made."""
    import networkx  # Once a month, where reading it takes a tenth of a second of each start.

    graph = networkx.Graph()
    graph.add_nodes_from(candidate.key for candidate in candidates)
    graph.add_weighted_edges_from(_edges(candidates, frozenset(excluded)))
    return [tuple(pair) for pair in networkx.max_weight_matching(graph, maxcardinality=True)]


def points(first: Candidate, second: Candidate) -> int:
    """Returns the weight of a pair: how well two members complete each other."""
    sought = min(len(first.seeks & second.offers), MAX_SOUGHT)
    sought += min(len(second.seeks & first.offers), MAX_SOUGHT)
    shared = min(len(first.skills & second.skills), MAX_SHARED)
    waited = first.has_waited + second.has_waited
    return waited * WAITED + sought * SOUGHT + shared * SHARED - _kilometres(first, second)


def _edges(
    candidates: Sequence[Candidate], excluded: frozenset[frozenset[Any]]
) -> list[tuple[Any, Any, int]]:
    edges = [
        (first.key, second.key, points(first, second))
        for first, second in combinations(candidates, 2)
        if frozenset((first.key, second.key)) not in excluded
    ]
    if len(candidates) <= ALL_UNDER:
        return edges
    best: dict[Any, list[tuple[Any, Any, int]]] = {candidate.key: [] for candidate in candidates}
    for edge in edges:
        best[edge[0]].append(edge)
        best[edge[1]].append(edge)
    best_edges = {
        edge
        for edges_of_member in best.values()
        for edge in nlargest(BEST_OF_EACH, edges_of_member, key=lambda edge: edge[2])
    }
    return [edge for edge in edges if edge in best_edges]


def _kilometres(first: Candidate, second: Candidate) -> int:
    if first.position is None or second.position is None:
        return UNKNOWN_KM
    metres = distance_between(*first.position, *second.position)
    return min(round(metres / 1000), FARTHEST_KM)
