"""The criteria in use, each as a chip that takes it away: « jusqu’à 200 000 € ✕ »."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bocage.housing.criteria.addresses import EVERY_HOME, address_of
from bocage.housing.criteria.criteria import Criteria
from bocage.housing.criteria.formatting import (
    kinds_in_words,
    place_in_words,
    price_in_words,
    rooms_in_words,
    surface_in_words,
    wishes_in_words,
)

BOUNDS = (
    (price_in_words, ("price_from", "price_to")),
    (surface_in_words, ("surface_from", "surface_to")),
    (rooms_in_words, ("rooms_from", "rooms_to")),
)


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """Criterion in words, and the address of the search without it."""

    words: str
    query: str


def active_filters(criteria: Criteria, *, order: str = "") -> Sequence[ActiveFilter]:
    """Lists the criteria of a search besides its offer, each with the address without it; `order`
    is preserved in the addresses.
    """
    changes = {"tri": order} if order else {}
    return [
        ActiveFilter(words, address_of(replace(criteria, **without), **changes))
        for words, without in _criteria_in_use(criteria)
    ]


def _criteria_in_use(criteria: Criteria) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yields each criterion in use, with the values that remove it."""
    if criteria.area:
        yield place_in_words(criteria.area), {"area": None}
    if criteria.kinds != EVERY_HOME:
        yield kinds_in_words(criteria.kinds), {"kinds": EVERY_HOME}
    for in_words, names in BOUNDS:
        if words := in_words(criteria):
            yield words, dict.fromkeys(names)
    for words, name in wishes_in_words(criteria):
        yield words, {name: Criteria.__dataclass_fields__[name].default}
