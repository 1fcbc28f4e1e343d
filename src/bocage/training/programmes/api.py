"""API of the territory's training: programmes, their cohorts, and session dates.

Teachers and learners are only shown on the pages.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.territory.api import NamedArea
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import price_words

OVER = (Cohort.State.CLOSED, Cohort.State.CANCELLED)

router = RoomRouter(tag="programmes")


class OpenCohort(Answer):
    """Cohort that takes applications."""

    id: UUID
    name: str = Field(examples=["Printemps 2027"])
    starts_on: date
    ends_on: date
    apply_until: date = Field(description="The last day to apply.")
    seats: int = Field(examples=[12])


class CohortAnswer(OpenCohort):
    """Cohort as shown on the page of its programme."""

    state: str = Field(
        description="open (it takes applications), selecting, running, closed or cancelled.",
        examples=["open"],
    )
    seats_left: int
    calendar: str = Field(description="The address by which calendars follow its sessions.")


class ProgrammeAnswer(Answer):
    """Training programme, with its open cohorts."""

    id: UUID
    slug: str = Field(description="Its name in addresses.", examples=["lancer-son-activite"])
    name: str = Field(examples=["Lancer son activité sur le Web"])
    pitch: str
    partner: str = Field(description="Who teaches it.")
    departement: NamedArea
    aims: str
    audience: str
    prerequisites: str
    fees: str = Field(
        description="What it costs a learner, in words; empty where nobody said it yet.",
        examples=["840,00 € (exonérée de TVA, article 261-4-4° a du CGI)"],
    )
    cohorts: list[OpenCohort]
    page: str = Field(description="Its page in this site, where one applies.")


class ModuleAnswer(Answer):
    """A part of a programme."""

    title: str
    minutes: int = Field(examples=[420])
    content: str


class ProgrammeWhole(ProgrammeAnswer):
    """Training programme with all the information needed before applying."""

    method: str
    assessment: str
    payment_terms: str
    admission: str
    funding: str
    accessibility: str = Field(description="How people with disabilities are welcomed.")
    modules: list[ModuleAnswer]
    coming_cohorts: list[CohortAnswer] = Field(
        description="Those that are not over, whether they take applications or not."
    )


class SessionAnswer(Answer):
    """Half-day of a cohort. The link to join it online is given only to the people who attend."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    location: str = Field(examples=["Salle du conseil, mairie de Boitron"])
    is_online: bool = Field(description="Whether one may join it by a link.")
    state: str = Field(description="planned or cancelled.", examples=["planned"])
    version: int = Field(description="Grows when it is moved.")


class ProgrammeFilters(Paging):
    """Filters of the list of programmes."""

    departement: str = Field("", max_length=3, description="INSEE code of a département.")


@router.read(
    "",
    Page[ProgrammeAnswer],
    summary=_("Lister les formations"),
    links={
        "read_programme": {"slug": "$response.body#/items/0/slug"},
        "list_cohort_sessions": {"cohort_id": "$response.body#/items/0/cohorts/0/id"},
    },
)
def list_programmes(
    request: HttpRequest, filters: Query[ProgrammeFilters]
) -> Page[ProgrammeAnswer]:
    """Lists the published programmes, by name."""
    programmes = (
        Programme.objects.published()
        .select_related("partner", "departement")
        .prefetch_related(_taking_applications())
    )
    if filters.departement:
        programmes = programmes.filter(departement=filters.departement)
    rows, cursor = page_of_rows(programmes, filters, order=["name", "id"])
    lines = [ProgrammeAnswer(**_members(request, programme)) for programme in rows]
    return Page[ProgrammeAnswer].of(request, lines, cursor)


@router.read("/{slug}", ProgrammeWhole, summary=_("Lire une formation"))
def read_programme(request: HttpRequest, slug: str) -> ProgrammeWhole:
    """Returns a programme. A programme in preparation is returned only to the people who run or
    follow it.
    """
    programmes = Programme.objects.with_rights().prefetch_related(_taking_applications())
    programme = programmes.filter(slug=slug).first()
    if programme is None or not request.user.has_perm("training.see_programme", programme):
        raise NothingHere
    coming = programme.cohorts.public().exclude(state__in=OVER).order_by("starts_on", "pk")
    fields = ("method", "assessment", "payment_terms", "admission", "funding", "accessibility")
    return ProgrammeWhole(
        **_members(request, programme),
        **{name: getattr(programme, name) for name in fields},
        modules=[
            ModuleAnswer(title=module.title, minutes=module.minutes, content=module.content)
            for module in programme.modules.all()
        ],
        coming_cohorts=[cohort_answer(request, cohort) for cohort in coming],
    )


@router.read(
    "/cohorts/{uuid:cohort_id}/sessions",
    Page[SessionAnswer],
    summary=_("Lister les séances d’une promotion"),
)
def list_cohort_sessions(
    request: HttpRequest, cohort_id: UUID, paging: Query[Paging]
) -> Page[SessionAnswer]:
    """Lists all sessions of a cohort, earliest first, as in its calendar."""
    cohort = Cohort.objects.with_rights().filter(pk=cohort_id).first()
    if cohort is None or not request.user.has_perm("training.see_cohort", cohort):
        raise NothingHere
    sessions = cohort.sessions.annotate(begins_at=F("period__startswith"))
    rows, cursor = page_of_rows(sessions, paging, order=["begins_at", "id"])
    lines = [SessionAnswer(**session_members(session)) for session in rows]
    return Page[SessionAnswer].of(request, lines, cursor)


def cohort_answer(request: HttpRequest, cohort: Cohort) -> CohortAnswer:
    """Returns the API representation of a cohort."""
    return CohortAnswer(
        **_open_members(cohort),
        state=cohort.state,
        seats_left=cohort.seats_left,
        calendar=request.build_absolute_uri(reverse("cohort_feed", args=[cohort.pk])),
    )


def session_members(session: CohortSession) -> dict[str, Any]:
    """Returns the public fields of a session."""
    return {
        "id": session.pk,
        "title": session.title,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "location": session.location,
        "is_online": bool(session.online_link),
        "state": session.state,
        "version": session.sequence,
    }


def _taking_applications() -> Prefetch[str]:
    taking = Cohort.objects.taking_applications(timezone.localdate())
    return Prefetch("cohorts", taking.order_by("starts_on", "pk"), to_attr="open_cohorts")


def _open_members(cohort: Cohort) -> dict[str, Any]:
    fields = ("name", "starts_on", "ends_on", "apply_until", "seats")
    return {"id": cohort.pk, **{name: getattr(cohort, name) for name in fields}}


def _members(request: HttpRequest, programme: Any) -> dict[str, Any]:
    area = programme.departement
    fields = ("slug", "name", "pitch", "aims", "audience", "prerequisites")
    return {
        "id": programme.pk,
        **{name: getattr(programme, name) for name in fields},
        "fees": price_words(programme),
        "partner": programme.partner.name,
        "departement": NamedArea(code=area.code, name=area.name),
        "cohorts": [OpenCohort(**_open_members(cohort)) for cohort in programme.open_cohorts],
        "page": request.build_absolute_uri(programme.get_absolute_url()),
    }
