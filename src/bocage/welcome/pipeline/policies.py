"""Who says which tasks the stages open in a département."""

from typing import Any

import rules
from django.db.models import QuerySet

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.territory.models import Departement


def departements_of_templates(person: Any) -> QuerySet[Departement]:
    """The départements for which somebody says it, as the right would tell one by one."""
    within = reach_of(person, Role.COORDINATOR).within(departement="pk")
    return Departement.objects.filter(within).order_by("name")


rules.add_perm("welcome.keep_task_templates", entrusted(Role.COORDINATOR))
"""On a département."""
