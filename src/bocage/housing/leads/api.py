"""API of leads, for people whose mandates manage them.

The owner and the position of a home are never included, as in the spreadsheet export.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, Paging, page_of_rows
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.housing.criteria.kinds import PropertyKind
from bocage.housing.leads.formatting import title_words
from bocage.housing.leads.forms import MAX_EUROS
from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.policies import MANAGERS
from bocage.housing.leads.querysets import LeadQuerySet
from bocage.housing.leads.selectors import leads_with_requests, narrowed
from bocage.people.policies import reach_of
from bocage.people.tokens.authentication import Opened, person_of
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.api import NamedArea

router = RoomRouter(tag="leads")


class LeadKind(StrEnum):
    """Kind of home that a lead may be about."""

    HOUSE = PropertyKind.HOUSE.value
    APARTMENT = PropertyKind.APARTMENT.value
    LAND = PropertyKind.LAND.value
    OTHER = PropertyKind.OTHER.value


class LeadStatus(StrEnum):
    """Status of a lead."""

    REPORTED = Lead.Status.REPORTED.value
    SHARED = Lead.Status.SHARED.value
    STALE = Lead.Status.STALE.value
    LISTED = Lead.Status.LISTED.value
    CLOSED = Lead.Status.CLOSED.value


class LeadAnswer(Answer):
    """Home that is not on the market yet, with the data for its managers."""

    id: UUID
    title: str = Field(examples=["Maison à vendre"])
    status: str = Field(
        description="reported, shared, stale, listed or closed.", examples=["shared"]
    )
    commune: NamedArea
    kind: str = Field(examples=["house"])
    market: str = Field(description="sale, rental or soon.")
    soon_offer: str = Field(description="Of what is free soon: sale, rental, or empty.")
    price_from_eur: int | None = Field(description="A month's rent, for rentals.")
    price_to_eur: int | None
    surface_m2: int | None
    rooms: int | None
    land_m2: int | None
    reported_at: datetime
    shared_at: datetime | None
    confirmed_at: datetime
    closed_at: datetime | None
    close_reason: str
    numbers_waiting: int = Field(
        description="How many candidates wait for an answer about the owner's number."
    )
    page: str = Field(description="Its page, for who is signed in to the site.")


class LeadFilters(Paging):
    """Filters of the list of leads, with the names used in the page's address."""

    kind: LeadKind | None = Field(None, alias="bien", description="The kind of home.")
    market: Lead.Market | None = Field(None, alias="pour", description="What it is offered for.")
    budget_eur: int | None = Field(
        None, alias="prix", ge=1, le=MAX_EUROS, description="The budget, in euros."
    )
    place: str = Field(
        "", alias="ou", max_length=80, description="The name of a commune, or a part of it."
    )
    status: LeadStatus | None = Field(
        None, alias="etat", description="How it stands; those that are open, where it is not said."
    )


@router.read(
    "",
    Page[LeadAnswer],
    summary=_("Lister les pistes de logement de son territoire"),
    auth=Opened(ApiScope.LEADS_READ),
    links={"read_lead": {"lead_id": "$response.body#/items/0/id"}},
)
def list_leads(request: HttpRequest, filters: Query[LeadFilters]) -> Page[LeadAnswer]:
    """Lists the leads within the reach of one's mandates, the oldest confirmation first."""
    leads = narrowed(_managed_leads(request), filters.model_dump())
    if filters.status is None:
        leads = leads.open()
    page, cursor = page_of_rows(leads, filters, order=["confirmed_at", "id"])
    return Page[LeadAnswer].of(request, [_answer(request, lead) for lead in page], cursor)


@router.read(
    "/{uuid:lead_id}",
    LeadAnswer,
    summary=_("Lire une piste de logement"),
    auth=Opened(ApiScope.LEADS_READ),
)
def read_lead(request: HttpRequest, lead_id: UUID) -> LeadAnswer:
    """Returns one of the leads within the reach of one's mandates."""
    lead = _managed_leads(request).filter(pk=lead_id).first()
    if lead is None:
        raise NothingHere
    return _answer(request, lead)


def _managed_leads(request: HttpRequest) -> LeadQuerySet:
    """Returns the leads that the person of the token manages.

    Raises:
        NothingHere: they manage none, whether or not there are leads.
    """
    person = person_of(request)
    if not person.has_perm("housing.see_territory_leads"):
        raise NothingHere
    within = Lead.objects.managed_within(reach_of(person, MANAGERS))
    return leads_with_requests(within).select_related("commune")


def _answer(request: HttpRequest, lead: Lead) -> LeadAnswer:
    return LeadAnswer(
        id=lead.pk,
        title=title_words(lead),
        status=lead.status,
        commune=NamedArea(code=lead.commune.code, name=lead.commune.name),
        kind=lead.kind,
        market=lead.market,
        soon_offer=lead.soon_offer,
        price_from_eur=lead.price_from_eur,
        price_to_eur=lead.price_to_eur,
        surface_m2=lead.surface_m2,
        rooms=lead.rooms,
        land_m2=lead.land_m2,
        reported_at=lead.reported_at,
        shared_at=lead.shared_at,
        confirmed_at=lead.confirmed_at,
        closed_at=lead.closed_at,
        close_reason=lead.close_reason,
        numbers_waiting=getattr(lead, "request_count", 0),
        page=request.build_absolute_uri(lead.get_absolute_url()),
    )
