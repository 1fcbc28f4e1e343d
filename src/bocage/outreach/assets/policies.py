"""Permissions of assets: coordinators and editors of the département.

`manage_asset` is checked on an asset, or on the département of a new one; `manage_assets` on the
list, which shows the départements where the person manages assets.
"""

from typing import Any

import rules
from django.db.models import QuerySet

from bocage.outreach.assets.models import MANAGER_ROLES
from bocage.people.models import Person
from bocage.people.models.scopes import ScopeKind
from bocage.people.policies import entrusted, is_administrator, mandates_of, reach_of
from bocage.territory.models import Departement

manages_assets = entrusted(*MANAGER_ROLES)


@rules.predicate
def manages_assets_somewhere(person: Any) -> bool:
    """Checks whether a person manages the assets of at least one département. A mandate over an
    intercommunalité does not count: it has no assets of its own.
    """
    return any(
        mandate.role in MANAGER_ROLES
        and mandate.scope.kind in {ScopeKind.DEPARTEMENT, ScopeKind.INSTANCE}
        for mandate in mandates_of(person)
    )


rules.add_perm("outreach.manage_asset", manages_assets)
rules.add_perm("outreach.manage_assets", manages_assets_somewhere | is_administrator)


def departements_of(by: Person) -> QuerySet[Departement]:
    """Returns the départements whose assets a person manages, ordered by name."""
    within = reach_of(by, MANAGER_ROLES).within(departement="pk")
    return Departement.objects.filter(within).order_by("name")
