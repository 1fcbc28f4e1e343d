"""Market facts: the one fact, if any, of an update of a dwelling by its listings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bocage.housing.deduplication.operations.grouping import Homes
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.facts import MarketFact

READ_BY_SEARCHES = (
    "offer", "kind", "latitude", "longitude", "price_eur", "surface_m2", "rooms", "land_m2",
    "energy_class", "has_fibre", "has_office_room", "has_garden", "workspace_m",
)  # fmt: skip
"""Columns that matching reads, besides the words."""
WORDS = ("title", "description", "commune_id")
"""Columns from which PostgreSQL computes `search_vector`."""
ANY_MOVE = ("offer", "kind", "latitude", "longitude", "price_eur")
NUMBERS = ("surface_m2", "rooms")
FLAGS = ("has_fibre", "has_office_room", "has_garden")
GRADES = frozenset("ABCDEFG")


def fact_of(
    dwelling: Dwelling,
    homes: Homes,
    before: Mapping[UUID, Dwelling],
    waiting: Mapping[UUID, list[dict[str, Any]]],
    now: datetime,
) -> MarketFact | None:
    """Returns the one fact that a change makes, if any.

    `before` holds the known dwellings; `waiting` holds, for those whose last changes were not yet
    notified, the values that searches read before them.

    A home appears once. It is back when it is offered again, or when a pending sale falls through.
    Its price fell when its lowest price is lower. It has changed when it may meet searches that it
    did not meet. Another agency that offers a known home at the same price, without new
    information, makes no fact.
    """
    if not dwelling.is_on_the_market:
        return None
    states = [
        before[key]
        for key in (dwelling.pk, *(old for old, to in homes.absorbed.items() if to == dwelling.pk))
        if key in before
    ]
    fact = MarketFact(dwelling=dwelling, price_eur=dwelling.price_eur, happened_at=now)
    if not states:
        if _takes_its_news_along(dwelling, homes):
            return None
        fact.kind = MarketFact.Kind.APPEARED
        return fact
    offered = [state for state in states if state.is_on_the_market]
    if not offered or (
        all(state.is_under_offer for state in offered) and not dwelling.is_under_offer
    ):
        fact.kind = MarketFact.Kind.BACK
        return fact
    lowest = min(state.price_eur for state in offered)
    if dwelling.price_eur < lowest:
        fact.kind = MarketFact.Kind.PRICE_FELL
        fact.previous_price_eur = lowest
        return fact
    return None if dwelling.is_under_offer else _change_of(dwelling, offered, waiting, now)


def _change_of(
    dwelling: Dwelling,
    offered: list[Dwelling],
    waiting: Mapping[UUID, list[dict[str, Any]]],
    now: datetime,
) -> MarketFact | None:
    """Returns the fact of `change_of`, with dwellings of unnotified changes taken as they were
    before.
    """
    available = [state for state in offered if not state.is_under_offer]
    fact = change_of(dwelling, [state for state in available if state.pk not in waiting], now)
    if fact is not None:
        unmatched = [was for state in available for was in waiting.get(state.pk, ())]
        fact.before = [*(fact.before or ()), *unmatched]
    return fact


def change_of(dwelling: Dwelling, states: list[Dwelling], now: datetime) -> MarketFact | None:
    """Returns the fact that a dwelling may meet searches that it did not meet in any of these
    states; None where it can meet no more than in one of them.
    """
    if not all(_may_answer_more(dwelling, was) for was in states):
        return None
    return MarketFact(
        kind=MarketFact.Kind.CHANGED,
        dwelling=dwelling,
        price_eur=dwelling.price_eur,
        happened_at=now,
        before=[_as_searches_read(was, dwelling) for was in states],
    )


def fact_of_nearer(dwelling: Dwelling, was_m: int | None, now: datetime) -> MarketFact:
    """Returns the fact that a place to work is nearer to a dwelling than `was_m`; its text is
    unchanged.
    """
    read = {name: getattr(dwelling, name) for name in READ_BY_SEARCHES}
    return MarketFact(
        kind=MarketFact.Kind.CHANGED,
        dwelling=dwelling,
        price_eur=dwelling.price_eur,
        happened_at=now,
        before=[{**read, "workspace_m": was_m}],
    )


def _may_answer_more(now: Dwelling, was: Dwelling) -> bool:
    """Checks whether a change may let the home meet more searches. A value that is no longer stated
    does not, nor does less land, a worse energy class or a longer distance.
    """
    changed = {
        name for name in (*READ_BY_SEARCHES, *WORDS) if getattr(now, name) != getattr(was, name)
    }
    return (
        not changed.isdisjoint((*ANY_MOVE, *WORDS))
        or any(getattr(now, name) is not None for name in changed.intersection(NUMBERS))
        or any(getattr(now, name) for name in changed.intersection(FLAGS))
        or _is_more(now.land_m2, was.land_m2)
        or _is_better(now.energy_class, was.energy_class)
        or comes_nearer(now.workspace_m, was.workspace_m)
    )


def _is_more(now: int | None, was: int | None) -> bool:
    return now is not None and (was is None or now > was)


def _is_better(now: str, was: str) -> bool:
    return now in GRADES and (was not in GRADES or now < was)


def comes_nearer(now: int | None, was: int | None) -> bool:
    """Checks whether a distance is shorter than it was, or known for the first time."""
    return now is not None and (was is None or now < was)


def _as_searches_read(was: Dwelling, now: Dwelling) -> dict[str, Any]:
    """Returns the values that a search read of a dwelling, with its search vector if the words
    changed.
    """
    read: dict[str, Any] = {name: getattr(was, name) for name in READ_BY_SEARCHES}
    if any(getattr(was, name) != getattr(now, name) for name in WORDS):
        read["search_vector"] = was.search_vector
    return read


def _takes_its_news_along(dwelling: Dwelling, homes: Homes) -> bool:
    """Checks whether a home that is split off was announced before it was merged, and gives it back
    the fact that announced it.
    """
    origin = homes.split_from.get(dwelling.pk)
    if origin is None:
        return False
    appearances = MarketFact.objects.filter(dwelling=origin, kind=MarketFact.Kind.APPEARED)
    facts = list(appearances.order_by("-happened_at", "-pk")[:2])
    if len(facts) < 2:
        return False
    MarketFact.objects.filter(pk=facts[0].pk).update(dwelling=dwelling)
    return True
