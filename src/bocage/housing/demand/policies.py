"""Right to see the demand of a commune."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import entrusted, holds_anywhere, is_administrator, is_signed_in

SEE_DEMAND = (Role.ELECTED, Role.TOWN_HALL, Role.COORDINATOR)


@rules.predicate
def may_see_demand(person: Any, commune: Any = None) -> bool:
    """Checks whether a person belongs to the town hall, or coordinates an area that holds the
    commune; without a commune, whether this holds for any commune.
    """
    if commune is None:
        return holds_anywhere(person, SEE_DEMAND) or bool(is_administrator(person))
    return bool(entrusted(*SEE_DEMAND)(person, commune))


rules.add_perm("housing.see_demand", is_signed_in & may_see_demand)
