"""Rights to see and run places."""

from typing import Any

import rules
from django.db.models import Q

from bocage.people.models import Role
from bocage.people.policies import (
    entrusted,
    holds,
    holds_anywhere,
    is_administrator,
    is_signed_in,
    mandates_of,
)
from bocage.workspaces.places.models import Place
from bocage.workspaces.places.querysets import PlaceQuerySet

HOSTS = (Role.HOST, Role.COORDINATOR)
"""Roles that run a place: its host, and a coordinator whose scope covers it."""

runs_place = entrusted(*HOSTS)


@rules.predicate
def is_published(_person: Any, place: Place) -> bool:
    """Checks whether the place is shown to everybody: neither in preparation nor closed for
    good."""
    return place.status == Place.Status.PUBLISHED


@rules.predicate
def may_open_place(person: Any, commune: Any = None) -> bool:
    """Checks whether a person coordinates an area that holds the commune; without one, any area."""
    if commune is None:
        return holds_anywhere(person, Role.COORDINATOR)
    return holds(person, Role.COORDINATOR, commune)


@rules.predicate
def coordinates_anything(person: Any) -> bool:
    """Coordinates something, or is an administrator: has the places of a territory to compare."""
    return holds_anywhere(person, (Role.COORDINATOR, Role.ADMIN))


def places_run_by(person: Any) -> PlaceQuerySet | None:
    """Returns the places that a person runs, consistent with `runs_place`.

    None without a mandate to run any, so that no query is made.
    """
    mandates = [mandate for mandate in mandates_of(person) if mandate.role in HOSTS]
    if is_administrator(person):
        return Place.objects.all()
    if not mandates:
        return None
    reach = Q()
    for mandate in mandates:
        scope = mandate.scope
        match scope.kind:
            case "departement":
                reach |= Q(scope__departement=scope.departement_id)
            case "epci":
                reach |= Q(scope__epci=scope.epci_id)
            case _:
                reach |= Q(scope=scope.pk)
    return Place.objects.filter(reach)


rules.add_perm("workspaces.see_place", is_published | (is_signed_in & runs_place))
rules.add_perm("workspaces.see_day", runs_place)
rules.add_perm("workspaces.clear_people", runs_place)
rules.add_perm("workspaces.change_place", runs_place)
rules.add_perm("workspaces.open_place", may_open_place | is_administrator)
rules.add_perm("workspaces.see_report", is_signed_in & runs_place)
rules.add_perm("workspaces.see_territory_report", coordinates_anything)
