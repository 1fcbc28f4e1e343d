"""Settlement projects: where each stands, without a word of who settles."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.api.webhooks.registry import PublicEvent, Subject, Told, add_theme
from bocage.people.models import Person, Role
from bocage.welcome.events import ProjectMoved, ProjectOpened
from bocage.welcome.models import HouseholdAdult, SettlementProject


class ToldProject(Told):
    """A settlement project, without who settles."""

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


def _project(key: UUID) -> SettlementProject | None:
    return SettlementProject.objects.select_related("commune").filter(pk=key).first()


def _adults(project: SettlementProject) -> set[UUID]:
    adults = HouseholdAdult.objects.filter(project=project.pk, person__isnull=False)
    return set(adults.values_list("person", flat=True))


def _sees(person: Person, project: SettlementProject) -> bool:
    return any(
        person.has_perm(right, project)
        for right in ("welcome.follow_project", "welcome.see_own_project")
    )


def _told(project: SettlementProject) -> ToldProject:
    return ToldProject(
        id=project.pk,
        stage=project.stage,
        stage_since=project.stage_since,
        status=project.status,
        commune_code=project.commune_id,
    )


PROJECT = Subject(
    kind="project",
    load=_project,
    may_see=_sees,
    holders=_adults,
    roles=frozenset({Role.COORDINATOR}),
    form=ToldProject,
    told=_told,
)

add_theme(
    40,
    _("Projets d’installation"),
    [
        PublicEvent(
            name="project.opened",
            label=_("Un ménage confirme son projet"),
            event_type=ProjectOpened,
            subject=PROJECT,
            key=lambda event: event.project_id,
        ),
        PublicEvent(
            name="project.moved",
            label=_("Un projet change d’étape ou d’état"),
            event_type=ProjectMoved,
            subject=PROJECT,
            key=lambda event: event.project_id,
        ),
    ],
)
