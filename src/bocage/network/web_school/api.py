"""API of the École du Web: its editions, and their published programmes."""

from datetime import date, datetime
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
from bocage.network.web_school.models.editions import WebSchoolEdition
from bocage.network.web_school.presentation import SessionItem, public_lines, session_items
from bocage.territory.api import NamedArea

router = RoomRouter(tag="editions")


class EditionLine(Answer):
    """An edition of the École du Web."""

    id: UUID
    slug: str = Field(description="Its name in addresses.", examples=["ecole-du-web-2027"])
    name: str = Field(examples=["École du Web 2027"])
    commune: NamedArea
    address: str = Field(description="Where people meet.")
    starts_on: date
    ends_on: date
    status: str = Field(
        description="collecting or voting (it takes pitches), scheduling, published, held or "
        "archived.",
        examples=["published"],
    )
    version: int = Field(description="Of the programme; 0 before the first is published.")
    page: str = Field(description="Its page in this site, where one proposes and votes.")


class EditionSession(Answer):
    """A session of the programme."""

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    room: str = Field(examples=["Salle 1"])
    place: str = Field(description="The place of the room; empty where it has none.")
    leaders: str = Field(description="Who leads it, as its page names them.")
    level: str = Field(description="For whom, in words; empty where it is not said.")
    page: str = Field(description="Its page in this site.")


class EditionWhole(EditionLine):
    """Edition of the École du Web with its programme."""

    call: str = Field(description="What people are invited to propose.")
    sessions: list[EditionSession] = Field(
        description="As it was last published; on the day, as it is now."
    )


@router.read(
    "",
    Page[EditionLine],
    summary=_("Lister les éditions de l’École du Web"),
    links={"read_edition": {"slug": "$response.body#/items/0/slug"}},
)
def list_editions(request: HttpRequest, paging: Query[Paging]) -> Page[EditionLine]:
    """Lists all editions of the École du Web, latest first."""
    editions = WebSchoolEdition.objects.select_related("commune")
    editions_page, cursor = page_of_rows(editions, paging, order=["-starts_on", "id"])
    lines = [EditionLine(**_members(request, edition)) for edition in editions_page]
    return Page[EditionLine].of(request, lines, cursor)


@router.read("/{slug}", EditionWhole, summary=_("Lire une édition de l’École du Web"))
def read_edition(request: HttpRequest, slug: str) -> EditionWhole:
    """Returns an edition of the École du Web, with its programme once it is published."""
    edition = WebSchoolEdition.objects.select_related("commune").filter(slug=slug).first()
    if edition is None:
        raise NothingHere
    lines = public_lines(edition, timezone.now()) if edition.is_published else []
    return EditionWhole(
        **_members(request, edition),
        call=edition.call,
        sessions=[_session(request, session) for session in session_items(edition, lines)],
    )


def _members(request: HttpRequest, edition: WebSchoolEdition) -> dict[str, Any]:
    fields = ("slug", "name", "address", "starts_on", "ends_on", "status", "version")
    return {
        "id": edition.pk,
        **{name: getattr(edition, name) for name in fields},
        "commune": NamedArea(code=edition.commune.code, name=edition.commune.name),
        "page": request.build_absolute_uri(edition.get_absolute_url()),
    }


def _session(request: HttpRequest, item: SessionItem) -> EditionSession:
    return EditionSession(
        id=UUID(item.line["session"]),
        title=item.line["title"],
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        room=item.line["room"],
        place=item.line["place"],
        leaders=item.leaders,
        level=item.level,
        page=request.build_absolute_uri(item.url),
    )
