"""Who says which tasks the stages open in a département."""

from typing import Any

import rules
from django.db.models import QuerySet

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.territory.models import Departement


def keeps_task_templates_somewhere(person: Any) -> bool:
    """Whether there is a département for which somebody says it; no query of its own."""
    reach = reach_of(person, Role.COORDINATOR)
    return reach.everywhere or bool(reach.departements)


def departements_of_templates(person: Any) -> QuerySet[Departement]:
    """The départements for which somebody says it, as the right would tell one by one."""
    within = reach_of(person, Role.COORDINATOR).within(departement="pk")
    return Departement.objects.filter(within).order_by("name")


rules.add_perm("welcome.keep_task_templates", entrusted(Role.COORDINATOR))
"""On a département."""
