"""Permissions of gatherings. The organisers of the club manage its gatherings."""

from typing import Any

import rules

from bocage.network.members.policies import is_of_the_club, runs_a_club, runs_the_club
from bocage.people.policies import is_administrator, is_signed_in


@rules.predicate
def is_public(_person: Any, gathering: Any) -> bool:
    """Checks whether the gathering was opened: it is then public, even if called off."""
    return gathering is not None and gathering.is_public


@rules.predicate
def is_own_registration(person: Any, registration: Any) -> bool:
    """Checks whether the registration belongs to the person."""
    return bool(
        person.is_authenticated and registration is not None and registration.person_id == person.pk
    )


@rules.predicate
def runs_its_gathering(person: Any, registration: Any) -> bool:
    """Checks whether the person runs the club of the registration's gathering."""
    return registration is not None and bool(runs_the_club(person, registration.event))


rules.add_perm("network.see_gathering", is_public | runs_the_club)
rules.add_perm("network.manage_gathering", runs_the_club)
rules.add_perm("network.plan_gatherings", runs_a_club | is_administrator)
rules.add_perm("network.register", is_signed_in)
rules.add_perm("network.propose_gathering", is_of_the_club)
rules.add_perm("network.manage_registration", is_own_registration | runs_its_gathering)
