"""Who may do what with sources, dwellings, leads and searches."""

from typing import Any

import rules
from django.db.models import Q

from bocage.housing.models.dwellings import JoinVerdict
from bocage.housing.models.leads import Lead, LeadRelease, OwnerOffer
from bocage.housing.models.listings import Listing
from bocage.housing.models.searches import SavedSearch
from bocage.housing.models.sources import Source
from bocage.people.models import Role, Standing
from bocage.people.policies import (
    coordinates_a_departement,
    entrusted,
    holds,
    holds_anywhere,
    is_administrator,
    is_signed_in,
    reach_of,
)

coordinates = entrusted(Role.COORDINATOR)


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
    return Source.objects.filter(
        reach_of(person, Role.COORDINATOR).within(departement="departement")
    )


def offers_read_by(person: Any) -> Any:
    """The offers of owners that somebody reviews, as `housing.review_offer` would tell."""
    reach = reach_of(person, Role.COORDINATOR)
    within = reach.within(departement="commune__departement", epci="commune__epci")
    return OwnerOffer.objects.filter(within)


rules.add_perm("housing.follow_sources", coordinates_a_departement)


rules.add_perm("housing.open_source", coordinates)


rules.add_perm("housing.run_source", coordinates)


rules.add_perm("housing.see_offers", reviews_offers)


rules.add_perm("housing.review_offer", coordinates_commune_of_offer)


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


OF_THE_TOWN_HALL = (Role.TOWN_HALL, Role.ELECTED)


KEEPERS = (*OF_THE_TOWN_HALL, Role.COORDINATOR)
"""Who keeps the leads of a commune: its town hall, and the welcome of the territory."""


keeps_leads = entrusted(*KEEPERS)


def is_accompanied(person: Any) -> bool:
    """Whether somebody accompanies this candidate today: one query for whoever is signed in.

    Whoever is not written anywhere, as those about whom the grid of rights asks, is not.
    """
    return bool(
        person.is_authenticated
        and not person._state.adding
        and Standing.objects.in_force()
        .filter(person=person.pk, kind=Standing.Kind.ACCOMPANIED)
        .exists()
    )


@rules.predicate
def keeps_any_lead(person: Any) -> bool:
    """Keeps the leads of some commune, or is an administrator."""
    return holds_anywhere(person, (*KEEPERS, Role.ADMIN))


@rules.predicate
def told_lead(person: Any, lead: Lead) -> bool:
    """Is the person who told the lead."""
    return bool(person.is_authenticated and person.pk == lead.told_by_id)


@rules.predicate
def is_shown_lead(person: Any, lead: Lead) -> bool:
    """The lead is shown, and the person is a candidate whom somebody accompanies today."""
    return lead.status == Lead.Status.SHARED and is_accompanied(person)


@rules.predicate
def sees_leads(person: Any) -> bool:
    """Keeps leads somewhere, or is a candidate whom somebody accompanies today."""
    return bool(keeps_any_lead(person)) or is_accompanied(person)


@rules.predicate
def is_town_hall_of_lead(person: Any, lead: Lead) -> bool:
    """Is of the town hall of the lead: an elected person, or the secretary."""
    return holds(person, OF_THE_TOWN_HALL, lead)


@rules.predicate
def coordinates_lead(person: Any, lead: Lead) -> bool:
    """Coordinates the territory of the lead, whose owner lets the welcome call, or told it."""
    is_let = lead.who_may_call != Lead.Caller.TOWN_HALL or person.pk == lead.told_by_id
    return is_let and holds(person, Role.COORDINATOR, lead)


@rules.predicate
def was_given_the_number(person: Any, lead: Lead) -> bool:
    """The town hall released the owner's number of this lead to the person."""
    return bool(
        person.is_authenticated
        and LeadRelease.objects.filter(
            lead=lead.pk, person=person.pk, released_at__isnull=False
        ).exists()
    )


rules.add_perm("housing.tell_lead", is_signed_in)


rules.add_perm("housing.keep_leads", keeps_leads)


rules.add_perm("housing.see_leads", sees_leads)


rules.add_perm("housing.see_territory_leads", keeps_any_lead)


rules.add_perm("housing.keep_lead", keeps_leads)


rules.add_perm("housing.see_lead", keeps_leads | told_lead | is_shown_lead)


rules.add_perm("housing.confirm_lead", keeps_leads | told_lead)


rules.add_perm("housing.ask_for_owner", is_shown_lead)


rules.add_perm("housing.release_owner", is_town_hall_of_lead | coordinates_lead)


rules.add_perm(
    "housing.see_owner",
    told_lead | is_town_hall_of_lead | coordinates_lead | (is_shown_lead & was_given_the_number),
)


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
