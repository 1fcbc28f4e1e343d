"""API of the settlement projects that a person follows: the board as a list, and one file.

Long texts of a household, addresses and telephones, the thread and the notes are on the pages only.
Reading a file here is recorded for the household, as on its page.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import Misfit, NothingHere, ValuesInvalid
from bocage.foundation.api.router import RoomRouter
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.api import NamedArea
from bocage.territory.models import Commune, resolve_commune
from bocage.welcome.pipeline.board_filters import narrowed
from bocage.welcome.pipeline.forms.board import LONGEST_WORDS
from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.operations.access_log import capacity_of, record_view
from bocage.welcome.projects.policies import projects_followed_by

COORDINATOR_PATTERN = r"^(|moi|personne|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"

router = RoomRouter(tag="projects")


class ProjectNeed(StrEnum):
    """Need of a household, or help that it offers to others once it lives here."""

    FIBRE = "fibre"
    STATION = "gare"
    HEALTH = "sante"
    SCHOOL = "ecole"
    DESK = "bureau"
    BUY = "acheter"
    RENT = "louer"
    BUSINESS = "entreprise"
    SPONSOR = "parrainer"
    TESTIFY = "temoigner"
    CLUB = "club"


class ProjectState(StrEnum):
    """State by which projects are listed, besides the open ones."""

    PAUSED = "pause"
    CLOSED = "clos"
    EVERY = "tous"


class ProjectLine(Answer):
    """Settlement project as the list of the welcome team shows it."""

    id: UUID
    name: str = Field(description="Of the household.", examples=["Famille Marchand"])
    stage: Stage
    stage_since: datetime
    status: str = Field(description="open, paused or closed.", examples=["open"])
    close_reason: str = Field(description="Of one that is closed.", examples=[""])
    paused_until: date | None
    departement: NamedArea
    commune: NamedArea | None = Field(description="Where it settles, once it has chosen.")
    origin: str = Field(description="Where it lives today.", examples=["Paris"])
    adults: int = Field(examples=[2])
    children: int = Field(examples=[1])
    coordinator: str = Field(description="Who follows it; empty where nobody does yet.")
    sent_at: datetime
    answer_due_at: datetime = Field(description="By when its first answer is expected.")
    answered_at: datetime | None
    next_action: str = Field(examples=["Appeler l’école de Boitron"])
    next_action_on: date | None
    is_late: bool = Field(description="Whether its answer or its next action is overdue.")
    page: str = Field(description="Its file, for who is signed in to the site.")


class ProjectWhole(ProjectLine):
    """Settlement project with the household's criteria."""

    work: str = Field(examples=["independent"])
    trade: str = Field(examples=["graphiste"])
    telework_days: int | None = Field(description="Days of a week.")
    workspace_days: int = Field(description="Days of a week in a shared office.")
    languages: list[str] = Field(examples=[["français"]])
    schools: list[str] = Field(description="nursery, primary, middle or high.")
    needs_fibre: bool
    needs_station: bool
    needs_health: bool
    has_business_project: bool
    setting: str = Field(description="quiet, village, town, or empty.")
    home_wish: str = Field(description="buy, rent, rent_then_buy, has_one, or empty.")
    budget_eur: int | None = Field(description="To buy.")
    rent_eur: int | None = Field(description="A month, at most.")
    rooms: int | None
    wished_communes: list[NamedArea]
    wants_to_move_on: date | None
    last_contact_at: datetime
    moved_in_on: date | None
    left_on: date | None


class ProjectFilters(Paging):
    """Filters of the list of projects, named as in the address of the web page."""

    words: str = Field(
        "", alias="mots", max_length=LONGEST_WORDS, description="A name, a trade, a town, a word."
    )
    stage: Stage | None = Field(None, alias="etape")
    coordinator: str = Field(
        "",
        alias="suivi",
        pattern=COORDINATOR_PATTERN,
        description="`moi`, `personne` (nobody yet), or the identifier of who follows them.",
    )
    epci: str = Field("", max_length=9, description="SIREN number of an intercommunalité.")
    need: ProjectNeed | None = Field(None, alias="besoin")
    commune: str = Field("", max_length=5, description="INSEE code of one that they wish.")
    state: ProjectState | None = Field(
        None, alias="etat", description="Those under way, without it."
    )
    is_late: bool = Field(False, alias="retard", description="Those that are late alone.")


@router.read(
    "",
    Page[ProjectLine],
    summary=gettext_lazy("Lister les projets d’installation que l’on suit"),
    auth=Opened(ApiScope.WELCOME_READ),
    links={"read_project": {"project_id": "$response.body#/items/0/id"}},
)
def list_projects(request: HttpRequest, filters: Query[ProjectFilters]) -> Page[ProjectLine]:
    """Lists the settlement projects within the reach of the caller's mandates, the last received
    first.
    """
    person, now = person_of(request), timezone.now()
    if not person.has_perm("welcome.see_board"):
        raise NothingHere
    query = filters.model_dump(exclude={"state", "commune"})
    query |= {"state": filters.state or "", "commune": _commune(filters.commune)}
    projects = narrowed(projects_followed_by(person), query, person, now)
    retained = projects.filter(erased_at=None)
    around = retained.select_related("departement", "commune").prefetch_related("coordinator")
    rows, cursor = page_of_rows(around, filters, order=["-sent_at", "id"])
    lines = [ProjectLine(**_line_values(request, project, now)) for project in rows]
    return Page[ProjectLine].of(request, lines, cursor)


@router.read(
    "/{uuid:project_id}",
    ProjectWhole,
    summary=gettext_lazy("Lire un projet d’installation"),
    auth=Opened(ApiScope.WELCOME_READ),
)
def read_project(request: HttpRequest, project_id: UUID) -> ProjectWhole:
    """Returns one project that the caller follows. The view is shown to the household."""
    person = person_of(request)
    projects = SettlementProject.objects.filter(pk=project_id, erased_at=None)
    project = projects.select_related("departement", "epci", "commune", "coordinator").first()
    if project is None or not person.has_perm("welcome.follow_project", project):
        raise NothingHere
    record_view(by=person, project=project, capacity=capacity_of(person))
    return ProjectWhole(**_line_values(request, project, timezone.now()), **_wishes(project))


def _commune(code: str) -> Commune | None:
    """Returns the commune of a code, or None for an empty code.

    Raises:
        ValuesInvalid: no commune has this code.
    """
    if not code:
        return None
    commune = resolve_commune(code.upper())
    if commune is None:
        detail = _("Cette commune est inconnue.")
        raise ValuesInvalid([Misfit(location="query", name="commune", detail=detail)])
    return commune


def _line_values(request: HttpRequest, project: SettlementProject, now: datetime) -> dict[str, Any]:
    names = (
        "name", "stage", "stage_since", "status", "close_reason", "paused_until", "origin",
        "sent_at", "answer_due_at", "answered_at", "next_action", "next_action_on",
    )  # fmt: skip
    area = project.departement
    return {
        **{name: getattr(project, name) for name in names},
        "id": project.pk,
        "departement": NamedArea(code=area.code, name=area.name),
        "commune": _named_area(project.commune) if project.commune else None,
        "adults": project.adults_count,
        "children": project.children_count,
        "coordinator": project.coordinator.name if project.coordinator else "",
        "is_late": project.is_late(now),
        "page": request.build_absolute_uri(project.get_absolute_url()),
    }


def _wishes(project: SettlementProject) -> dict[str, Any]:
    names = (
        "work", "trade", "telework_days", "workspace_days", "languages", "schools", "needs_fibre",
        "needs_station", "needs_health", "has_business_project", "setting", "home_wish", "rooms",
        "wants_to_move_on", "last_contact_at", "moved_in_on", "left_on",
    )  # fmt: skip
    return {
        **{name: getattr(project, name) for name in names},
        "budget_eur": project.budget_to_buy,
        "rent_eur": project.rent_to_pay,
        "wished_communes": [
            _named_area(commune) for commune in project.communes.order_by("name", "pk")
        ],
    }


def _named_area(commune: Commune) -> NamedArea:
    return NamedArea(code=commune.code, name=commune.name)
