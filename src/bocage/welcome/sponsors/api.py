"""API of the sponsors whom a person coordinates. Contact details are shown on the pages only."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.api import NamedArea
from bocage.welcome.sponsors.models import SponsorProfile
from bocage.welcome.sponsors.querysets import SponsorQuerySet
from bocage.welcome.sponsors.selectors import answering_to, coordinated_sponsors

router = RoomRouter(tag="sponsors")


class SponsorStatus(StrEnum):
    """Status of a sponsor: offered, asked or active."""

    OFFERED = SponsorProfile.Status.OFFERED.value
    REQUESTED = SponsorProfile.Status.REQUESTED.value
    ACTIVE = SponsorProfile.Status.ACTIVE.value


class SponsorAnswer(Answer):
    """Answer of the API describing a sponsor: a person who welcomes newcomers in a commune, or
    was asked to.
    """

    id: UUID
    name: str = Field(examples=["Odile Lefranc"])
    commune: NamedArea
    status: SponsorStatus = Field(
        description="offered (their answer is awaited), requested (the welcome confirms), active."
    )
    trade: str = Field(examples=["infirmière"])
    languages: list[str] = Field(examples=[["français"]])
    family: str = Field(description="with_children, grown, without_children, or empty.")
    availability: list[str] = Field(description="weekdays, evenings, weekends.")
    is_open: bool = Field(description="Whether households may be proposed to them.")
    max_at_once: int = Field(description="How many households they take at once.")
    active: int = Field(description="How many they accompany.")
    pending: int = Field(description="Households proposed to them, without an answer yet.")
    offered_at: datetime
    page: str = Field(description="Their page, for who is signed in to the site.")


class SponsorFilters(Paging):
    """Filters of the list of sponsors."""

    q: str = Field("", max_length=80, description="Words of a name, a commune or a trade.")
    etat: SponsorStatus = Field(SponsorStatus.ACTIVE, description="State of the sponsor.")


@router.read(
    "",
    Page[SponsorAnswer],
    summary=_("Lister les parrains et marraines de son territoire"),
    auth=Opened(ApiScope.WELCOME_READ),
    links={"read_sponsor": {"sponsor_id": "$response.body#/items/0/id"}},
)
def list_sponsors(request: HttpRequest, filters: Query[SponsorFilters]) -> Page[SponsorAnswer]:
    """Lists the sponsors of the communes that the caller coordinates, ordered by commune and
    name.
    """
    profiles = _coordinated(request).filter(status=filters.etat.value)
    words = filters.q.strip()
    if words:
        profiles = answering_to(profiles, words)
    profiles_with_names = profiles.annotate(of_commune=F("commune__name"), named=F("person__name"))
    rows, cursor = page_of_rows(profiles_with_names, filters, order=["of_commune", "named", "id"])
    return Page[SponsorAnswer].of(request, [_answer(request, profile) for profile in rows], cursor)


@router.read(
    "/{uuid:sponsor_id}",
    SponsorAnswer,
    summary=_("Lire la fiche d’un parrain ou d’une marraine"),
    auth=Opened(ApiScope.WELCOME_READ),
)
def read_sponsor(request: HttpRequest, sponsor_id: UUID) -> SponsorAnswer:
    """Returns one sponsor of the communes that the caller coordinates."""
    profile = _coordinated(request).filter(pk=sponsor_id).first()
    if profile is None:
        raise NothingHere
    return _answer(request, profile)


def _coordinated(request: HttpRequest) -> SponsorQuerySet:
    """Returns the sponsors whom the person of the token coordinates.

    Raises:
        NothingHere: they coordinate nothing, whether or not there are sponsors.
    """
    person = person_of(request)
    if not person.has_perm("welcome.see_sponsors"):
        raise NothingHere
    return coordinated_sponsors(person)


def _answer(request: HttpRequest, profile: SponsorProfile) -> SponsorAnswer:
    commune = profile.commune
    return SponsorAnswer(
        id=profile.pk,
        name=profile.person.name,
        commune=NamedArea(code=commune.code, name=commune.name),
        status=SponsorStatus(profile.status),
        trade=profile.trade,
        languages=profile.languages,
        family=profile.family,
        availability=profile.availability,
        is_open=profile.is_open,
        max_at_once=profile.max_at_once,
        active=getattr(profile, "active", 0),
        pending=getattr(profile, "pending", 0),
        offered_at=profile.offered_at,
        page=request.build_absolute_uri(reverse("sponsor_profile", args=[profile.pk])),
    )
