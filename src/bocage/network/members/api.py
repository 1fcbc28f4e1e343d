"""API of the club's directory: members, limited to the fields that they show to the caller.

A member's token with access to the club sees what members see; anonymous calls see public fields.
Telephones and photos are only shown on the pages.
"""

from enum import IntEnum
from typing import Annotated, Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Query
from pydantic import BeforeValidator, Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_ranks
from bocage.foundation.api.problems import Misfit, NothingHere, ValuesInvalid
from bocage.foundation.api.router import RoomRouter
from bocage.network.members.directory import COUNT_LIMIT, MemberSearch, find_members
from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.presentation import MemberProfile, onlooker_of
from bocage.people.models import Person
from bocage.people.tokens.access import caller_of
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.api import NamedArea
from bocage.territory.models import Commune, resolve_commune

router = RoomRouter(tag="members")


class MemberRadius(IntEnum):
    """Radius of a search, in kilometres."""

    TEN = 10
    TWENTY = 20
    THIRTY = 30
    FIFTY = 50


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


class MemberLine(Answer):
    """Member as lists show them; a field that they do not show to the caller is empty or null."""

    id: UUID
    name: str
    headline: str = Field(examples=["Graphiste indépendante"])
    organisation: str
    commune: NamedArea | None
    skills: list[str] = Field(examples=[["Graphiste"]])
    languages: list[str]
    distance_m: int | None = Field(
        description="Metres between communes, as the crow flies; null without `commune`."
    )
    page: str = Field(description="Their page in this site, where one writes to them.")


class MemberWhole(MemberLine):
    """Member with all the fields that they show to the caller."""

    presentation: str
    helps_with: str
    looks_for: str
    links: list[str]


class MemberFilters(Paging):
    """Filters of the list of members, with the same parameters as the directory page."""

    q: str = Field("", max_length=120, description="Words: a trade, a skill, a name.")
    commune: str = Field("", max_length=5, description="INSEE code: the nearest come first.")
    rayon: Annotated[MemberRadius, BeforeValidator(_number)] | None = Field(
        None, description="Kilometres around it, at most."
    )


@router.read(
    "",
    Page[MemberLine],
    summary=gettext_lazy("Chercher des membres du club"),
    links={"read_member": {"member_id": "$response.body#/items/0/id"}},
)
def list_members(request: HttpRequest, filters: Query[MemberFilters]) -> Page[MemberLine]:
    """Lists the members who show their name to the caller, latest to join first, or nearest first
    around a commune; five hundred at most.
    """
    search = MemberSearch(text=filters.q, near=_near(filters.commune), radius_km=filters.rayon)
    onlooker = onlooker_of(_looking(request))
    members, cursor = page_of_ranks(
        lambda first, number: find_members(search, onlooker, first=first, number=number).members,
        filters,
        of=f"members:{filters.q}:{filters.commune}:{filters.rayon or ''}",
        limit=COUNT_LIMIT,
    )
    lines = [MemberLine(**_members(request, MemberProfile(member, onlooker))) for member in members]
    return Page[MemberLine].of(request, lines, cursor)


@router.read(
    "/{uuid:member_id}", MemberWhole, summary=gettext_lazy("Lire la fiche d’un membre du club")
)
def read_member(request: HttpRequest, member_id: UUID) -> MemberWhole:
    """Returns a member of the club, with the fields that they show to the caller."""
    members = Member.objects.select_related("person", "commune", "organisation")
    member = members.filter(pk=member_id).first()
    if member is None:
        raise NothingHere
    profile = MemberProfile(member, onlooker_of(_looking(request), member))
    if not profile.shows(SharedField.NAME) or not (member.is_active or profile.onlooker.sees_all):
        raise NothingHere
    return MemberWhole(
        **_members(request, profile),
        presentation=profile.presentation,
        helps_with=profile.helps_with,
        looks_for=profile.looks_for,
        links=profile.links,
    )


def _looking(request: HttpRequest) -> Person | AnonymousUser:
    """Returns the viewer: the person of a token with access to the club, else the anonymous
    user."""
    caller = caller_of(request)
    if caller is None or not caller.may(ApiScope.CLUB_READ):
        return AnonymousUser()
    return caller.person


def _near(code: str) -> Commune | None:
    if not code:
        return None
    commune = resolve_commune(code.upper())
    if commune is None:
        detail = _("Cette commune est inconnue.")
        raise ValuesInvalid([Misfit(location="query", name="commune", detail=detail)])
    return commune


def _members(request: HttpRequest, profile: MemberProfile) -> dict[str, Any]:
    commune = profile.member.commune
    distance_m = getattr(profile.member, "distance_m", None)
    return {
        "id": profile.member.pk,
        "name": profile.name,
        "headline": profile.headline,
        "organisation": profile.organisation.name if profile.organisation else "",
        "commune": NamedArea(code=commune.pk, name=commune.name) if profile.commune_name else None,
        "skills": [skill.name for skill in profile.skills],
        "languages": profile.languages,
        "distance_m": None if distance_m is None else round(distance_m),
        "page": request.build_absolute_uri(profile.url),
    }
