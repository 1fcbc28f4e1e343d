"""Rights over leads of the hidden market."""

from typing import Any

import rules

from bocage.housing.leads.models.leads import Lead, LeadRelease
from bocage.people.models import Entitlement, Role
from bocage.people.policies import entrusted, holds, holds_anywhere, is_signed_in

OF_THE_TOWN_HALL = (Role.TOWN_HALL, Role.ELECTED)
MANAGERS = (*OF_THE_TOWN_HALL, Role.COORDINATOR)
"""Roles that manage the leads of a commune: its town hall, and the coordinators of the
territory.
"""
manages_leads = entrusted(*MANAGERS)


def is_accompanied(person: Any) -> bool:
    """Checks whether a candidate is accompanied today: one query for a signed-in person.

    False for an unsaved person, such as those of the matrix of permissions.
    """
    return bool(
        person.is_authenticated
        and not person._state.adding
        and Entitlement.objects.in_force()
        .filter(person=person.pk, kind=Entitlement.Kind.ACCOMPANIED)
        .exists()
    )


@rules.predicate
def manages_any_lead(person: Any) -> bool:
    """Checks whether a person manages the leads of some commune, or is an administrator."""
    return holds_anywhere(person, (*MANAGERS, Role.ADMIN))


@rules.predicate
def reported_lead(person: Any, lead: Lead) -> bool:
    """Checks whether the person reported the lead."""
    return bool(person.is_authenticated and person.pk == lead.reported_by_id)


@rules.predicate
def is_shown_lead(person: Any, lead: Lead) -> bool:
    """Checks whether the lead is shown, and the person is a candidate accompanied today."""
    return lead.status == Lead.Status.SHARED and is_accompanied(person)


@rules.predicate
def sees_leads(person: Any) -> bool:
    """Checks whether a person manages leads somewhere, or is an accompanied candidate today."""
    return bool(manages_any_lead(person)) or is_accompanied(person)


@rules.predicate
def is_town_hall_of_lead(person: Any, lead: Lead) -> bool:
    """Checks whether a person is of the town hall of the lead: elected, or its secretary."""
    return holds(person, OF_THE_TOWN_HALL, lead)


@rules.predicate
def coordinates_lead(person: Any, lead: Lead) -> bool:
    """Checks whether a person coordinates the territory of a lead whose owner allows coordinators
    to call, or that they reported.
    """
    is_let = lead.caller != Lead.Caller.TOWN_HALL or person.pk == lead.reported_by_id
    return is_let and holds(person, Role.COORDINATOR, lead)


@rules.predicate
def was_given_the_number(person: Any, lead: Lead) -> bool:
    """Checks whether the town hall released the owner's number of this lead to the person."""
    return bool(
        person.is_authenticated
        and LeadRelease.objects.filter(
            lead=lead.pk, person=person.pk, released_at__isnull=False
        ).exists()
    )


rules.add_perm("housing.report_lead", is_signed_in)
rules.add_perm("housing.manage_leads", manages_leads)
rules.add_perm("housing.see_leads", sees_leads)
rules.add_perm("housing.see_territory_leads", manages_any_lead)
rules.add_perm("housing.manage_lead", manages_leads)
rules.add_perm("housing.see_lead", manages_leads | reported_lead | is_shown_lead)
rules.add_perm("housing.confirm_lead", manages_leads | reported_lead)
rules.add_perm("housing.ask_for_owner", is_shown_lead)
rules.add_perm("housing.release_owner", is_town_hall_of_lead | coordinates_lead)
rules.add_perm(
    "housing.see_owner",
    reported_lead
    | is_town_hall_of_lead
    | coordinates_lead
    | (is_shown_lead & was_given_the_number),
)
