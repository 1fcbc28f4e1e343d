"""What the market learns when a dwelling follows its listings: the one fact of a change."""

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
"""The columns that matching asks about, beside the words."""
WORDS = ("title", "description", "commune_id")
"""Of which PostgreSQL makes `search_vector`."""
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
    """Returns the one fact that a change makes, if any. `before` holds the dwellings that are
    known, `waiting` what searches read of those among them whose last changes were not yet
    notified.

    A home appears once; it is back when somebody offers it again, or when the sale that was under
    way falls through; it becomes cheaper when its lowest price falls; it has changed when searches
    that it did not answer may be answered now. Another agency that offers a known home at the same
    price, and adds nothing about it, is no news.
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
    """See `change_of`. A dwelling whose last changes nobody was told counts as it was before."""
    available = [state for state in offered if not state.is_under_offer]
    fact = change_of(dwelling, [state for state in available if state.pk not in waiting], now)
    if fact is not None:
        unmatched = [was for state in available for was in waiting.get(state.pk, ())]
        fact.before = [*(fact.before or ()), *unmatched]
    return fact


def change_of(dwelling: Dwelling, states: list[Dwelling], now: datetime) -> MarketFact | None:
    """Returns the fact that a dwelling may answer searches that it did not answer in any of the
    states `told`, when it was news; None where it can answer no more than one of these.
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
    """Returns the fact that a place to work is nearer to a dwelling than `was_m`, whose
    words stay."""
    read = {name: getattr(dwelling, name) for name in READ_BY_SEARCHES}
    return MarketFact(
        kind=MarketFact.Kind.CHANGED,
        dwelling=dwelling,
        price_eur=dwelling.price_eur,
        happened_at=now,
        before=[{**read, "workspace_m": was_m}],
    )


def _may_answer_more(now: Dwelling, was: Dwelling) -> bool:
    """Whether something moved that can let a search in: what a home says no more lets none in,
    nor does less land, a worse energy class or a longer way."""
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
    """What a search read of a dwelling. Its words are kept where they are not those of now."""
    read: dict[str, Any] = {name: getattr(was, name) for name in READ_BY_SEARCHES}
    if any(getattr(was, name) != getattr(now, name) for name in WORDS):
        read["search_vector"] = was.search_vector
    return read


def _takes_its_news_along(dwelling: Dwelling, homes: Homes) -> bool:
    """Whether a home that is split off was told before it was joined: its fact follows it."""
    origin = homes.split_from.get(dwelling.pk)
    if origin is None:
        return False
    appearances = MarketFact.objects.filter(dwelling=origin, kind=MarketFact.Kind.APPEARED)
    facts = list(appearances.order_by("-happened_at", "-pk")[:2])
    if len(facts) < 2:
        return False
    MarketFact.objects.filter(pk=facts[0].pk).update(dwelling=dwelling)
    return True
