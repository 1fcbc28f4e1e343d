"""Permissions of campaigns: coordinators of the département.

`run_campaign` is checked on a campaign, its links and expenses, or on the département of a new one;
`run_campaigns` on the table, which shows the départements where the person is a coordinator.
"""

from typing import Any

import rules
from django.db.models import QuerySet

from bocage.outreach.campaigns.models import RUN_BY
from bocage.people.models import Person
from bocage.people.models.scopes import ScopeKind
from bocage.people.policies import entrusted, is_administrator, mandates_of, reach_of
from bocage.territory.models import Departement

runs_campaigns = entrusted(*RUN_BY)


@rules.predicate
def coordinates_a_departement(person: Any) -> bool:
    """Coordinates a département or more, whichever; an intercommunalité runs no campaign."""
    return any(
        mandate.role in RUN_BY and mandate.scope.kind in {ScopeKind.DEPARTEMENT, ScopeKind.INSTANCE}
        for mandate in mandates_of(person)
    )


rules.add_perm("outreach.run_campaign", runs_campaigns)
rules.add_perm("outreach.run_campaigns", coordinates_a_departement | is_administrator)


def departements_run_by(person: Person) -> QuerySet[Departement]:
    """Returns the départements whose campaigns a person runs, by name."""
    within = reach_of(person, RUN_BY).within(departement="pk")
    return Departement.objects.filter(within).order_by("name")
