"""Rights to manage the address book of helpers."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.welcome.helpers.models import Helper
from bocage.welcome.helpers.querysets import HelperQuerySet
from bocage.welcome.projects.policies import coordinates_anything


def helpers_managed_by(person: Any) -> HelperQuerySet:
    """Returns the cards that a person manages, consistently with `welcome.manage_helper`."""
    return Helper.objects.within(reach_of(person, Role.COORDINATOR))


rules.add_perm("welcome.see_helpers", coordinates_anything)
rules.add_perm("welcome.manage_helper", entrusted(Role.COORDINATOR))
"""Right on a card, or on the commune of a card to create."""
