"""Projects of households, for lower rooms (`people.seams.relocation_projects`)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.people.models import Person
from bocage.people.seams.relocation_projects import SettlingProject, provide_relocation_projects
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject, Stage
from bocage.welcome.projects.operations.projects import project_under_way

LIVING_HERE = (Stage.SETTLED, Stage.ROOTED)


class WelcomeProjects:
    """Facts of a project that other rooms may read: where its household wishes to live, only."""

    def project_of(self, person: Person) -> SettlingProject | None:
        """Returns the project under way of a person's household."""
        project = project_under_way(person)
        return None if project is None else _as_settling_project(project)

    def project_with(self, project_id: UUID) -> SettlingProject | None:
        """Returns a project that was not erased by its key."""
        projects = SettlementProject.objects.filter(pk=project_id, erased_at=None)
        project = projects.select_related("departement", "commune").first()
        return None if project is None else _as_settling_project(project)

    def households_of(self, person_ids: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
        """Maps each person to the others who are or were adults of the same household; two
        queries.
        """
        memberships = HouseholdAdult.objects.filter(person__in=person_ids)
        projects = set(memberships.values_list("project", flat=True))
        together: dict[UUID, set[UUID]] = defaultdict(set)
        adults = HouseholdAdult.objects.filter(project__in=projects)
        for project_id, person_id in adults.values_list("project", "person"):
            together[project_id].add(person_id)
        households: dict[UUID, set[UUID]] = defaultdict(set)
        for people in together.values():
            for person_id in people & set(person_ids):
                households[person_id] |= people - {person_id}
        return households


def _as_settling_project(project: SettlementProject) -> SettlingProject:
    place = project.commune.name if project.commune is not None else project.departement.name
    return SettlingProject(
        project_id=project.pk,
        words=_("S’installer : %(where)s") % {"where": place},
        page=reverse("own_project"),
        is_settled=project.stage in LIVING_HERE,
    )


provide_relocation_projects(WelcomeProjects())
