"""API of the gatherings: the agenda and each gathering. It never exposes who attends."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.territory.api import NamedArea
from bocage.territory.models import resolve_commune

router = RoomRouter(tag="gatherings")


class GatheringWhen(StrEnum):
    """Choice between upcoming and past gatherings."""

    TO_COME = "a-venir"
    PAST = "passees"


class GatheringLine(Answer):
    """A gathering as the agenda shows it."""

    id: UUID
    title: str = Field(examples=["Le jeudi du club"])
    status: str = Field(
        description="open, full, held or called_off; draft for who runs the club alone.",
        examples=["open"],
    )
    commune: NamedArea
    location: str = Field(examples=["Café de la Place"])
    starts_at: datetime
    ends_at: datetime
    capacity: int = Field(description="How many people it seats.")
    seats_left: int
    version: int = Field(description="Grows when it is moved.")
    page: str = Field(description="Its page in this site, where one registers.")


class GatheringPhotoAnswer(Answer):
    """Photo of a gathering, with its alternative text."""

    url: str
    alternative_text: str
    width: int
    height: int


class GatheringWhole(GatheringLine):
    """Gathering with the details of its page: description, outcome, notes and photos."""

    description: str
    call_off_reason: str
    outcome: str = Field(description="What came of it.")
    notes: str = Field(description="What was said there.")
    photos: list[GatheringPhotoAnswer]


class GatheringFilters(Paging):
    """Filters of the list of gatherings: upcoming or past, département and commune."""

    quand: GatheringWhen = Field(
        GatheringWhen.TO_COME, description="Those to come, the next first; or the past ones."
    )
    departement: str = Field("", max_length=3, description="INSEE code of a département.")
    commune: str = Field("", max_length=5, description="INSEE code of a commune.")


@router.read(
    "",
    Page[GatheringLine],
    summary=_("Lister les rencontres du club"),
    links={"read_gathering": {"gathering_id": "$response.body#/items/0/id"}},
)
def list_gatherings(request: HttpRequest, filters: Query[GatheringFilters]) -> Page[GatheringLine]:
    """Lists the public gatherings of the club: the upcoming ones, next first, or the past ones,
    latest first.
    """
    now = timezone.now()
    if filters.quand is GatheringWhen.PAST:
        gatherings, order = Gathering.objects.public().past(now), ["-starts_at", "id"]
    else:
        gatherings, order = Gathering.objects.public().to_come(now), ["starts_at", "id"]
    if filters.departement:
        gatherings = gatherings.filter(commune__departement=filters.departement)
    if filters.commune:
        gatherings = gatherings.filter(commune=resolve_commune(filters.commune.upper()))
    gatherings_page, cursor = page_of_rows(
        gatherings.select_related("commune"), filters, order=order
    )
    lines = [gathering_line(request, gathering) for gathering in gatherings_page]
    return Page[GatheringLine].of(request, lines, cursor)


@router.read("/{uuid:gathering_id}", GatheringWhole, summary=_("Lire une rencontre du club"))
def read_gathering(request: HttpRequest, gathering_id: UUID) -> GatheringWhole:
    """Returns a gathering. A gathering still in preparation is returned only to the people who run
    the club.
    """
    gathering = Gathering.objects.select_related("commune").filter(pk=gathering_id).first()
    if gathering is None or not request.user.has_perm("network.see_gathering", gathering):
        raise NothingHere
    return GatheringWhole(
        **_members(request, gathering),
        description=gathering.description,
        call_off_reason=gathering.call_off_reason,
        outcome=gathering.outcome,
        notes=gathering.notes,
        photos=[
            GatheringPhotoAnswer(
                url=request.build_absolute_uri(photo.get_absolute_url()),
                alternative_text=photo.alternative_text,
                width=photo.width,
                height=photo.height,
            )
            for photo in gathering.photos.all()
        ],
    )


def gathering_line(request: HttpRequest, gathering: Gathering) -> GatheringLine:
    """Returns the API representation of a gathering loaded with its commune."""
    return GatheringLine(**_members(request, gathering))


def _members(request: HttpRequest, gathering: Gathering) -> dict[str, Any]:
    return {
        "id": gathering.pk,
        "title": gathering.title,
        "status": gathering.status,
        "commune": NamedArea(code=gathering.commune.code, name=gathering.commune.name),
        "location": gathering.location,
        "starts_at": gathering.starts_at,
        "ends_at": gathering.ends_at,
        "capacity": gathering.capacity,
        "seats_left": gathering.seats_left,
        "version": gathering.sequence,
        "page": request.build_absolute_uri(gathering.get_absolute_url()),
    }
