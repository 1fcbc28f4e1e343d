"""Rights about sponsors: proposing one, answering, and reading the card of a household."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import entrusted, holds, is_signed_in
from bocage.welcome.projects.policies import coordinates_anything, follows_project, is_of_household
from bocage.welcome.sponsors.models import SponsorProfile, Sponsorship

OFFERERS = (Role.COORDINATOR, Role.ELECTED, Role.TOWN_HALL)
"""Roles that may propose a person as a sponsor of their commune."""

offers_sponsors = entrusted(*OFFERERS)
coordinates_sponsor = entrusted(Role.COORDINATOR)


@rules.predicate
def is_profiled(person: Any, profile: SponsorProfile) -> bool:
    """Checks whether a sponsor profile is the person's own."""
    return bool(person.is_authenticated and profile.person_id == person.pk)


@rules.predicate
def is_sponsor(person: Any, sponsorship: Sponsorship) -> bool:
    """Checks whether a person is the sponsor of this sponsorship, and has a sponsor's mandate on
    the commune of their profile today.
    """
    profile = sponsorship.sponsor
    return bool(
        person.is_authenticated
        and profile.person_id == person.pk
        and holds(person, Role.SPONSOR, profile.commune)
    )


@rules.predicate
def is_going_on(_person: Any, sponsorship: Sponsorship) -> bool:
    """Checks whether the sponsorship is active and its project not erased."""
    return sponsorship.is_active and sponsorship.project.erased_at is None


@rules.predicate
def follows_household(person: Any, sponsorship: Sponsorship) -> bool:
    """Checks whether a person follows the project of the sponsorship's household."""
    return bool(follows_project(person, sponsorship.project))


@rules.predicate
def is_of_accompanied_household(person: Any, sponsorship: Sponsorship) -> bool:
    """Checks whether a person is an adult of the household of the sponsorship."""
    return bool(is_of_household(person, sponsorship.project))


rules.add_perm("welcome.offer_sponsor", offers_sponsors)
rules.add_perm("welcome.offer_oneself", is_signed_in)
rules.add_perm("welcome.approve_sponsor", coordinates_sponsor)
rules.add_perm("welcome.manage_sponsor_profile", is_profiled | coordinates_sponsor)
rules.add_perm("welcome.answer_sponsor_offer", is_profiled)
rules.add_perm("welcome.see_sponsors", coordinates_anything)
rules.add_perm("welcome.answer_sponsorship", is_sponsor)
rules.add_perm("welcome.see_sponsored_project", is_sponsor & is_going_on)
rules.add_perm("welcome.give_contact", is_of_accompanied_household)
rules.add_perm(
    "welcome.end_sponsorship", is_sponsor | follows_household | is_of_accompanied_household
)
