"""Rights to read and move settlement projects."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import (
    entrusted,
    holds_anywhere,
    is_administrator,
    reach_of,
)
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject
from bocage.welcome.projects.querysets import ProjectQuerySet

follows_project = entrusted(Role.COORDINATOR)


@rules.predicate
def coordinates_anything(person: Any) -> bool:
    """Coordinates some part of the territory, or is an administrator."""
    return holds_anywhere(person, Role.COORDINATOR) or bool(is_administrator(person))


@rules.predicate
def is_of_household(person: Any, project: SettlementProject) -> bool:
    """Checks whether a person is an adult of the household of a project that was not erased."""
    return bool(
        person.is_authenticated
        and project.erased_at is None
        and not project._state.adding
        and HouseholdAdult.objects.filter(project=project.pk, person=person.pk).exists()
    )


def projects_followed_by(person: Any) -> ProjectQuerySet:
    """Returns the projects that a person follows, consistently with `welcome.follow_project`."""
    return SettlementProject.objects.within(reach_of(person, Role.COORDINATOR))


rules.add_perm("welcome.see_board", coordinates_anything)
rules.add_perm("welcome.follow_project", follows_project)
rules.add_perm("welcome.see_own_project", is_of_household)
rules.add_perm("welcome.erase_project", is_of_household | is_administrator)
