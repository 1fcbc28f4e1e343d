"""Who may do what with sources, dwellings, leads and searches."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from bocage.housing.models import JoinVerdict, Listing, OwnerOffer, SavedSearch, Source
from bocage.people.models import Role
from bocage.people.policies import (
    entrusted,
    holds,
    holds_anywhere,
    is_administrator,
    is_signed_in,
    reach_of,
)

# Joins: which listings are about one home.


@rules.predicate
def looks_at_joins(person: Any) -> bool:
    """Coordinates something, or is an administrator: has doubtful pairs to look at."""
    return holds_anywhere(person, Role.COORDINATOR) or is_administrator(person)


@rules.predicate
def coordinates_where_listing_is(person: Any, listing: Listing) -> bool:
    """Coordinates the commune of the listing, or the département of its source where none is
    known.
    """
    where = listing.commune or listing.source.departement
    return holds(person, Role.COORDINATOR, where) or is_administrator(person)


@rules.predicate
def coordinates_where_pair_is(person: Any, verdict: JoinVerdict) -> bool:
    """Coordinates where both listings are."""
    return coordinates_where_listing_is(person, verdict.first) and coordinates_where_listing_is(
        person, verdict.second
    )


def verdicts_read_by(person: Any) -> Any:
    """The pairs that somebody may judge, as `housing.judge_join` would tell one by one."""
    reach = reach_of(person, Role.COORDINATOR)
    if reach.everywhere:
        return JoinVerdict.objects.all()
    within = Q()
    for side in ("first", "second"):
        within &= (
            Q(**{f"{side}__commune__departement__in": reach.departements})
            | Q(**{f"{side}__commune__epci__in": reach.epcis})
            | Q(**{f"{side}__commune": None})
            & Q(**{f"{side}__source__departement__in": reach.departements})
        )
    return JoinVerdict.objects.filter(within)


rules.add_perm("housing.see_joins", looks_at_joins)
rules.add_perm("housing.judge_join", coordinates_where_pair_is)
rules.add_perm("housing.split_listing", coordinates_where_listing_is)


# Sources and deliveries, and what owners offer.

coordinates = entrusted(Role.COORDINATOR)


@rules.predicate
def coordinates_a_departement(person: Any) -> bool:
    """Coordinates a whole département, or is an administrator: has sources to follow."""
    reach = reach_of(person, Role.COORDINATOR)
    return reach.everywhere or bool(reach.departements)


@rules.predicate
def coordinates_commune_of_offer(person: Any, offer: OwnerOffer) -> bool:
    """Coordinates what covers the commune of the home that its owner offers."""
    return holds(person, Role.COORDINATOR, offer.commune) or is_administrator(person)


@rules.predicate
def reviews_offers(person: Any) -> bool:
    """Coordinates something, or is an administrator: has offers of owners to read."""
    return holds_anywhere(person, (Role.COORDINATOR, Role.ADMIN))


def sources_run_by(person: Any) -> Any:
    """The sources that somebody runs, as `housing.run_source` would tell one by one."""
    reach = reach_of(person, Role.COORDINATOR)
    if reach.everywhere:
        return Source.objects.all()
    return Source.objects.filter(departement__in=reach.departements)


def offers_read_by(person: Any) -> Any:
    """The offers of owners that somebody reviews, as `housing.review_offer` would tell."""
    reach = reach_of(person, Role.COORDINATOR)
    if reach.everywhere:
        return OwnerOffer.objects.all()
    within = {"commune__departement__in": reach.departements}
    in_epcis = {"commune__epci__in": reach.epcis}
    return OwnerOffer.objects.filter(Q(**within) | Q(**in_epcis))


rules.add_perm("housing.follow_sources", coordinates_a_departement)
rules.add_perm("housing.open_source", coordinates)
rules.add_perm("housing.run_source", coordinates)
rules.add_perm("housing.see_offers", reviews_offers)
rules.add_perm("housing.review_offer", coordinates_commune_of_offer)


@rules.predicate
def is_holder_of_search(person: Any, search: SavedSearch) -> bool:
    """Is the person whom the search is for."""
    return bool(person.is_authenticated and person.pk == search.person_id)


SEE_DEMAND = (Role.ELECTED, Role.TOWN_HALL, Role.COORDINATOR)


@rules.predicate
def may_see_demand(person: Any, commune: Any = None) -> bool:
    """Is of the town hall, or coordinates what covers the commune; without one: of anything."""
    if commune is None:
        return holds_anywhere(person, SEE_DEMAND) or bool(is_administrator(person))
    return bool(entrusted(*SEE_DEMAND)(person, commune))


rules.add_perm("housing.keep_search", is_holder_of_search)
rules.add_perm("housing.see_demand", is_signed_in & may_see_demand)
