"""Rights to sign the charter of a commune, to follow its commitments, and to read all charters."""

from typing import Any

import rules

from bocage.people.models import Role, ScopeKind
from bocage.people.policies import entrusted, mandates_of
from bocage.people.scopes.lineage import lineage_of
from bocage.welcome.ceremonies.policies import manages_ceremonies
from bocage.welcome.projects.policies import coordinates_anything


@rules.predicate
def is_elected_of_the_commune(person: Any, target: Any) -> bool:
    """Checks whether a person has an elected mandate on the commune itself: neither a secretary nor
    an elected member of the intercommunalité signs in its name.
    """
    code = lineage_of(target).commune_id
    return code is not None and any(
        mandate.role == Role.ELECTED
        and mandate.scope.kind == ScopeKind.COMMUNE
        and mandate.scope.commune_id == code
        for mandate in mandates_of(person)
    )


rules.add_perm("welcome.sign_charter", is_elected_of_the_commune)
rules.add_perm("welcome.see_charter", manages_ceremonies)
rules.add_perm("welcome.manage_charter", manages_ceremonies)
rules.add_perm("welcome.ask_for_charter", entrusted(Role.COORDINATOR))
rules.add_perm("welcome.see_communes", coordinates_anything)
