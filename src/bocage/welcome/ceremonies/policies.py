"""Rights to plan ceremonies, to answer for a household, and to read the names of guests."""

from typing import Any

import rules
from django.db.models import Q

from bocage.people.models import Role
from bocage.people.policies import entrusted, holds_anywhere, is_administrator, reach_of
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.projects.policies import is_of_household

CEREMONY_MANAGERS = (Role.TOWN_HALL, Role.ELECTED, Role.COORDINATOR)

manages_ceremonies = entrusted(*CEREMONY_MANAGERS)


@rules.predicate
def manages_any_ceremony(person: Any) -> bool:
    """Checks whether a person may manage ceremonies somewhere: they are of a town hall, coordinate
    a territory or administer the instance.
    """
    return holds_anywhere(person, CEREMONY_MANAGERS) or bool(is_administrator(person))


@rules.predicate
def is_of_invited_household(person: Any, guest: CeremonyGuest) -> bool:
    """Checks whether a person is an adult of the invited household."""
    return bool(is_of_household(person, guest.project))


def managed_by(person: Any) -> Q:
    """Returns the condition on the ceremonies that a person manages, consistently with
    `welcome.manage_ceremony`.
    """
    return reach_of(person, CEREMONY_MANAGERS).within(
        departement="commune__departement", epci="commune__epci", commune="commune"
    )


def ceremonies_managed_by(person: Any) -> Any:
    """Returns the ceremonies that a person manages, with their commune."""
    return Ceremony.objects.filter(managed_by(person)).select_related("commune")


rules.add_perm("welcome.see_ceremonies", manages_any_ceremony)
rules.add_perm("welcome.plan_ceremony", manages_ceremonies)
rules.add_perm("welcome.manage_ceremony", manages_ceremonies)
rules.add_perm("welcome.answer_ceremony", is_of_invited_household | manages_ceremonies)
