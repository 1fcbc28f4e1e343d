"""Rights to plan ceremonies, to answer for a household, and to read the names of guests."""

from typing import Any

import rules
from django.db.models import Q

from bocage.people.models import Role
from bocage.people.policies import entrusted, holds_anywhere, is_administrator, reach_of
from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest
from bocage.welcome.projects.policies import is_of_household

CEREMONY_KEEPERS = (Role.TOWN_HALL, Role.ELECTED, Role.COORDINATOR)

keeps_ceremonies = entrusted(*CEREMONY_KEEPERS)


@rules.predicate
def keeps_any_ceremony(person: Any) -> bool:
    """Checks whether a person may manage ceremonies somewhere: they are of a town hall, coordinate
    a territory or administer the instance.
    """
    return holds_anywhere(person, CEREMONY_KEEPERS) or bool(is_administrator(person))


@rules.predicate
def is_of_invited_household(person: Any, guest: CeremonyGuest) -> bool:
    """Checks whether a person is an adult of the invited household."""
    return bool(is_of_household(person, guest.project))


def ceremonies_kept_by(person: Any) -> Q:
    """Returns the condition on the ceremonies that a person manages, consistently with
    `welcome.keep_ceremony`.
    """
    return reach_of(person, CEREMONY_KEEPERS).within(
        departement="commune__departement", epci="commune__epci", commune="commune"
    )


def ceremonies_managed_by(person: Any) -> Any:
    """Returns the ceremonies that a person manages, with their commune."""
    return Ceremony.objects.filter(ceremonies_kept_by(person)).select_related("commune")


rules.add_perm("welcome.see_ceremonies", keeps_any_ceremony)
rules.add_perm("welcome.plan_ceremony", keeps_ceremonies)
rules.add_perm("welcome.keep_ceremony", keeps_ceremonies)
rules.add_perm("welcome.answer_ceremony", is_of_invited_household | keeps_ceremonies)
