"""Rights to change the task templates of a département."""

from typing import Any

import rules
from django.db.models import QuerySet

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.territory.models import Departement


def departements_of_templates(person: Any) -> QuerySet[Departement]:
    """Returns the départements whose task templates a person manages, consistently with the
    permission.
    """
    within = reach_of(person, Role.COORDINATOR).within(departement="pk")
    return Departement.objects.filter(within).order_by("name")


rules.add_perm("welcome.manage_task_templates", entrusted(Role.COORDINATOR))
"""Right on a département."""
