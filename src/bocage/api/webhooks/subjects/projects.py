"""Settlement projects: where each stands, without the names of the households."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import Payload, Subject, add_theme
from bocage.people.models import Person, Role
from bocage.welcome.models import HouseholdAdult, SettlementProject
from bocage.welcome.projects.events import ProjectMoved, ProjectOpened


class ProjectPayload(Payload):
    """A settlement project, without its people."""

    id: UUID
    stage: str = Field(
        description="contact, qualified, exploring, visiting, deciding, moving, settled or rooted.",
        examples=["visiting"],
    )
    stage_since: datetime = Field(examples=["2026-11-28T09:12:00Z"])
    status: str = Field(description="open, paused or closed.", examples=["open"])
    commune_code: str | None = Field(
        description="The INSEE code of the commune that the household has chosen.",
        examples=["61051"],
    )


def _adults(project: SettlementProject) -> set[UUID]:
    adults = HouseholdAdult.objects.filter(project=project.pk, person__isnull=False)
    return set(adults.values_list("person", flat=True))


def _sees(person: Person, project: SettlementProject) -> bool:
    return any(
        person.has_perm(right, project)
        for right in ("welcome.follow_project", "welcome.see_own_project")
    )


PROJECT = Subject(
    kind="project",
    rows=SettlementProject.objects.select_related("commune"),
    may_see=_sees,
    holders=_adults,
    roles=frozenset({Role.COORDINATOR}),
    form=ProjectPayload,
    computed=lambda project: {"commune_code": project.commune_id},
)

add_theme(
    40,
    _("Projets d’installation"),
    [
        PROJECT.event("opened", _("Un ménage confirme son projet"), ProjectOpened),
        PROJECT.event("moved", _("Un projet change d’étape ou d’état"), ProjectMoved),
    ],
)
