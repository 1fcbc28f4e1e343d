"""Suppression of the cells that must not be published: small counts, and cells that disclose them.

A cell is secret by itself (primary suppression) if it counts from 1 to `FEW_HOUSEHOLDS` - 1
households, or if its remainder does (see docs/decisions/welcome-figures.md). Since a total minus
the published cells discloses the hidden ones, further cells are hidden (secondary suppression), the
smallest first, until each sum that a reader can compute leaves out at least two numbers that make
`FEW_HOUSEHOLDS` together. Both kinds look the same: « secret » discloses only that a number exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from bocage.welcome.figures.relations import Relation, relations_of
from bocage.welcome.figures.tables import FEW_HOUSEHOLDS, Cell, Figure, Place, is_few

LEAST_HIDDEN = 2


@dataclass(frozen=True)
class _Sum:
    """Relation, with the counts of its cells."""

    whole: Sequence[Place]
    parts: Sequence[Place]
    remainder: int

    @property
    def places(self) -> list[Place]:
        return [*self.parts, *self.whole]


def as_published(figures: Sequence[Figure]) -> list[Figure]:
    """Returns the figures without the cells that could identify a few households."""
    cells = {place: cell for figure in figures for place, cell in figure.cells_by_place()}
    secret = secret_places(cells, relations_of(figures))
    return [
        replace(
            figure,
            rows=[
                replace(
                    row,
                    cells=[
                        _hidden(cell) if Place(figure.name, line, column) in secret else cell
                        for column, cell in enumerate(row.cells)
                    ],
                )
                for line, row in enumerate(figure.rows)
            ],
        )
        for figure in figures
    ]


def secret_places(cells: Mapping[Place, Cell], relations: Sequence[Relation]) -> set[Place]:
    """Returns the positions of the cells to hide, for themselves or because they would disclose
    another.
    """
    secret = {place for place, cell in cells.items() if cell.is_of_few}
    sums = [_sum_of(relation, cells) for relation in relations]
    is_stable = False
    while not is_stable:
        is_stable = True
        for total in sums:
            hidden = _place_to_hide(total, cells, secret)
            if hidden is not None:
                secret.add(hidden)
                is_stable = False
    return secret


def _sum_of(relation: Relation, cells: Mapping[Place, Cell]) -> _Sum:
    """Returns the relation, with the remainder of its parts."""
    remainder = sum(_count_at(cells, place) for place in relation.whole)
    remainder -= sum(_count_at(cells, place) for place in relation.parts)
    return _Sum(relation.whole, relation.parts, max(remainder, 0) if relation.leaves_a_rest else 0)


def _place_to_hide(total: _Sum, cells: Mapping[Place, Cell], secret: set[Place]) -> Place | None:
    """Returns the next cell to hide of a sum that would disclose a few households; None if there is
    none.
    """
    hidden = [_count_at(cells, place) for place in total.places if place in secret]
    if total.remainder:
        hidden.append(total.remainder)
    is_at_stake = is_few(total.remainder) or any(place in secret for place in total.places)
    if not is_at_stake or (len(hidden) >= LEAST_HIDDEN and sum(hidden) >= FEW_HOUSEHOLDS):
        return None
    for side in (total.parts, total.whole):
        published = [place for place in side if place not in secret and _count_at(cells, place)]
        if published:
            return min(published, key=lambda place: (_count_at(cells, place), place))
    return None


def _count_at(cells: Mapping[Place, Cell], place: Place) -> int:
    return cells[place].counted_value


def _hidden(cell: Cell) -> Cell:
    return replace(cell, text=_("secret"), value=None)
