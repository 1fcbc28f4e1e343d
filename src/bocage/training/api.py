"""The training of the territory in the API: the programmes, and the cohorts that take applications.

Teachers and learners are told on the pages alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.router import RoomRouter
from bocage.territory.api import NamedArea
from bocage.training.models import Cohort, Programme

router = RoomRouter(tag="programmes")


class OpenCohort(Answer):
    """A cohort to which one may still apply."""

    id: UUID
    name: str = Field(examples=["Printemps 2027"])
    starts_on: date
    ends_on: date
    apply_until: date = Field(description="The last day to apply.")
    seats: int


class ProgrammeAnswer(Answer):
    """A programme of training, with the cohorts that are open."""

    id: UUID
    slug: str = Field(description="Its name in addresses.")
    name: str
    pitch: str
    partner: str = Field(description="Who teaches it.")
    departement: NamedArea
    aims: str
    audience: str
    prerequisites: str
    fees: str
    cohorts: list[OpenCohort]
    page: str = Field(description="Its page in this site, where one applies.")


class ProgrammeFilters(Paging):
    """Which programmes are listed."""

    departement: str = Field("", max_length=3, description="INSEE code of a département.")


@router.read("", Page[ProgrammeAnswer], summary=_("Lister les formations"))
def list_programmes(
    request: HttpRequest, filters: Query[ProgrammeFilters]
) -> Page[ProgrammeAnswer]:
    """Those that are published, by name."""
    taking = Cohort.objects.taking_applications(timezone.localdate()).order_by("starts_on", "pk")
    programmes = (
        Programme.objects.published()
        .select_related("partner", "departement")
        .prefetch_related(Prefetch("cohorts", taking, to_attr="open_cohorts"))
    )
    if filters.departement:
        programmes = programmes.filter(departement=filters.departement)
    found, cursor = page_of_rows(programmes, filters, order=["name", "id"])
    return Page[ProgrammeAnswer].of(request, [_answer(request, one) for one in found], cursor)


def _answer(request: HttpRequest, programme: Any) -> ProgrammeAnswer:
    area = programme.departement
    told = ("slug", "name", "pitch", "aims", "audience", "prerequisites", "fees")
    return ProgrammeAnswer(
        id=programme.pk,
        **{name: getattr(programme, name) for name in told},
        partner=programme.partner.name,
        departement=NamedArea(code=area.code, name=area.name),
        cohorts=[
            OpenCohort(
                id=one.pk,
                name=one.name,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                apply_until=one.apply_until,
                seats=one.seats,
            )
            for one in programme.open_cohorts
        ],
        page=request.build_absolute_uri(programme.get_absolute_url()),
    )
