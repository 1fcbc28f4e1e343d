"""Statistical confidentiality: no figure of fewer than five households can be read or computed.

*Primary* suppression hides each number from 1 to 4; *secondary* suppression hides others, so that
no difference reveals the first ones (INSEE, « Guide du secret statistique », 2010; *Handbook on
Statistical Disclosure Control*, European statistical system, 2nd edition, 2024). Figures are
published as a tree, where each is the sum of its children: a reader can compute, below each shown
figure, the sum of the hidden ones without a shown figure between. That sum must be zero or at least
five (docs/decisions/evidence-confidentiality.md).
"""

from collections.abc import Hashable, Mapping, Sequence

FLOOR = 5
"""Smallest number that is published, besides zero, which counts nobody."""

type Quantities = Sequence[int]
"""Numbers that a figure reveals, each of them a sum of those below: the number of its households;
for a share, also how many are in and how many are out.
"""


def is_small(number: int) -> bool:
    """Checks whether a number is small enough to reveal something about people (from 1 to 4)."""
    return 0 < number < FLOOR


def hidden_figures[Node: Hashable](
    roots: Sequence[Node],
    below: Mapping[Node, Sequence[Node]],
    quantities: Mapping[Node, Quantities],
) -> frozenset[Node]:
    """Returns the figures of some trees that must be hidden.

    `below` has the children of which each figure is the sum (none for a leaf), `quantities` the
    numbers that it reveals; a figure without quantities counts nobody. The smallest figures are
    hidden first, and those below before those above.
    """
    counting = _Counting(below, quantities)
    for root in roots:
        counting.protect(root)
    return frozenset(counting.hidden)


class _Counting[Node: Hashable]:
    """Figures that are hidden so far."""

    def __init__(
        self, below: Mapping[Node, Sequence[Node]], quantities: Mapping[Node, Quantities]
    ) -> None:
        self._below = below
        self._quantities = quantities
        self.hidden = {node for node, numbers in quantities.items() if any(map(is_small, numbers))}

    def protect(self, root: Node) -> None:
        """Hides the necessary figures of a tree, from the leaves up."""
        for node in self._from_the_leaves(root):
            self._make_safe(node)

    def _make_safe(self, node: Node) -> None:
        """Hides figures below a node until none can be computed, and makes each of these safe in
        turn.

        A figure hidden above shown ones only would be the sum of what is published.
        """
        children = self._below.get(node, ())
        if not children:
            return
        if node in self.hidden:
            is_computable = any(self._quantities.get(node, ())) and not any(
                child in self.hidden for child in children
            )
            if is_computable:
                self._hide_smallest(children)
            return
        while any(map(is_small, self._unknown_below(node))):
            if not self._hide_smallest(children):
                self.hidden.add(node)
                return

    def _unknown_below(self, node: Node) -> list[int]:
        """Returns the sum of the hidden figures below a node, for each of its numbers."""
        hidden = [child for child in self._below.get(node, ()) if child in self.hidden]
        unknown = [self._unknown(child) for child in hidden]
        return [sum(numbers) for numbers in zip(*unknown, strict=True)] if unknown else []

    def _unknown(self, node: Node) -> Quantities:
        if not self._below.get(node):
            return self._quantities[node]
        return self._unknown_below(node) or [0] * len(self._quantities[node])

    def _hide_smallest(self, children: Sequence[Node]) -> bool:
        """Hides the smallest of the shown children that count somebody; returns False if there is
        none.
        """
        visible = [
            child
            for child in children
            if child not in self.hidden and any(self._quantities.get(child, ()))
        ]
        if not visible:
            return False
        smallest = min(visible, key=lambda child: tuple(self._quantities[child]))
        self.hidden.add(smallest)
        self._make_safe(smallest)
        return True

    def _from_the_leaves(self, root: Node) -> list[Node]:
        nodes = [root]
        for node in nodes:
            nodes += self._below.get(node, ())
        return nodes[::-1]
