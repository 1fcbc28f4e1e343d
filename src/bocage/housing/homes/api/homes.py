"""API of the homes on the market: the search of the page « Se loger », and one home.

Contacts are only on the page of the home, to limit automated calls to people.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.paging import Page, page_of_results
from bocage.foundation.api.problems import NothingHere
from bocage.foundation.api.router import RoomRouter
from bocage.foundation.errors import Refusal
from bocage.housing.criteria.criteria import Area
from bocage.housing.homes.api.filters import HomeFilters, strict_search
from bocage.housing.homes.page import is_readable, listings_of, photos_of
from bocage.housing.homes.presentation import HomeCard, cards_of, shown_position
from bocage.housing.homes.search import first_found, homes_in_order, most_of
from bocage.housing.market.models.dwellings import Dwelling, DwellingAlias
from bocage.housing.market.models.listings import Listing, ListingPhoto
from bocage.housing.market.price_history import price_steps
from bocage.housing.market.public_subjects import HOMES
from bocage.territory.api import NamedArea, Position
from bocage.territory.geography import distance_between
from bocage.territory.public_subjects import COMMUNES

CACHE_S = 300

router = RoomRouter(tag="dwellings")


class HomeGone(Refusal):
    """Refusal to show a home that left the market long ago."""

    status = 410
    default_sentence = _("Ce logement n’est plus proposé.")


class HomePhoto(Answer):
    """Photo of a home, as our site serves it."""

    url: str
    width: int | None
    height: int | None


class HomeLine(Answer):
    """Home as lists show it."""

    id: UUID
    title: str = Field(examples=["Longère de 5 pièces"])
    offer: str = Field(
        description="sale, rental, life_annuity, seasonal_rental or business_transfer.",
        examples=["sale"],
    )
    kind: str = Field(
        description="house, apartment, land, building, office, shop, parking or other.",
        examples=["house"],
    )
    is_on_the_market: bool
    is_under_offer: bool
    commune: NamedArea | None
    position: Position | None = Field(
        description="About where it is: never nearer than its street, or the commune."
    )
    distance_m: int | None = Field(
        description="Metres from where one looks to `position`, as the crow flies; null without "
        "`pres-de`, `commune`, or `lat` and `lon`."
    )
    price_eur: int = Field(description="The lowest price asked for; a month's rent, for rentals.")
    previous_price_eur: int | None
    price_changed_at: datetime | None
    surface_m2: int | None
    land_m2: int | None
    rooms: int | None
    energy_class: str = Field(
        description="A to G; VI where the diagnosis is blank, NS where none is needed, or empty."
    )
    has_fibre: bool | None = Field(description="Null where nobody has said.")
    has_office_room: bool
    agencies: int = Field(description="How many offer it today.")
    first_seen_at: datetime
    confirmed_at: datetime = Field(description="When a source last said that it is there.")
    photo: HomePhoto | None
    page: str = Field(description="Its page in this site, with whom to call.")


class HomeListing(Answer):
    """Listing of a home by one source."""

    source: str = Field(examples=["Agence du Perche"])
    kind: str = Field(description="agency, notary, social_landlord, town_hall or owners.")
    reference: str
    status: str = Field(description="available, under_offer, sold, let or withdrawn.")
    price_eur: int
    fees_eur: int | None
    charges_eur: int | None = Field(description="A month.")
    available_on: date | None
    confirmed_at: datetime
    gone_at: datetime | None


class HomePrice(Answer):
    """Lowest asking price from a moment on."""

    since: datetime
    price_eur: int


class HomeWhole(HomeLine):
    """Home with the details of its page."""

    description: str
    bedrooms: int | None
    has_garden: bool
    workspace_m: int | None = Field(description="Metres to the nearest shared office.")
    gone_at: datetime | None
    photos: list[HomePhoto]
    listings: list[HomeListing]
    prices: list[HomePrice]


@router.read(
    "",
    Page[HomeLine],
    summary=_("Chercher un logement"),
    max_age_s=CACHE_S,
    made_from=(HOMES, COMMUNES),
    links={"read_dwelling": {"dwelling_id": "$response.body#/items/0/id"}},
)
def list_dwellings(request: HttpRequest, filters: Query[HomeFilters]) -> Page[HomeLine]:
    """Lists the homes on the market that a search finds, in its order.

    Five hundred at most, and fewer where words are looked for: narrow the search to see the others.
    """
    search = strict_search(filters, request.GET)
    keys = first_found(search)[: most_of(search.criteria)]
    page_keys, cursor = page_of_results(keys, filters, of=f"dwellings:{search.query}")
    area = search.criteria.area
    lines = [
        HomeLine(**_members(request, card, area)) for card in cards_of(homes_in_order(page_keys))
    ]
    return Page[HomeLine].of(request, lines, cursor)


@router.read("/{uuid:dwelling_id}", HomeWhole, summary=_("Lire un logement"), max_age_s=CACHE_S)
def read_dwelling(request: HttpRequest, dwelling_id: UUID) -> HomeWhole:
    """Returns a home with its listings.

    A home that was merged into another returns that one; one that left the market is returned for
    three months, then answers 410.
    """
    home = _home(dwelling_id)
    if not is_readable(home, now=timezone.now()):
        raise HomeGone
    listings = listings_of(home)
    (card,) = cards_of([home])
    return HomeWhole(
        **_members(request, card, None),
        description=home.description,
        bedrooms=home.bedrooms,
        has_garden=home.has_garden,
        workspace_m=home.workspace_m,
        gone_at=home.gone_at,
        photos=[_photo(request, photo) for photo in photos_of(listings)],
        listings=[_listing(listing) for listing in listings],
        prices=_prices(listings),
    )


def _home(dwelling_id: UUID) -> Dwelling:
    """Returns the home of a current or former identifier.

    Raises:
        NothingHere: there is none.
    """
    homes = Dwelling.objects.select_related("commune").defer("search_vector")
    home = homes.filter(pk=dwelling_id).first()
    if home is not None:
        return home
    alias = DwellingAlias.objects.filter(old_id=dwelling_id).first()
    if alias is None:
        raise NothingHere
    return homes.get(pk=alias.dwelling_id)


def _members(request: HttpRequest, card: HomeCard, area: Area | None) -> dict[str, Any]:
    home = card.home
    position = shown_position(home)
    as_the_model = (
        "title",
        "offer",
        "kind",
        "is_on_the_market",
        "is_under_offer",
        "price_eur",
        "previous_price_eur",
        "price_changed_at",
        "surface_m2",
        "land_m2",
        "rooms",
        "energy_class",
        "has_fibre",
        "has_office_room",
        "first_seen_at",
    )
    commune = home.commune
    return {
        "id": home.pk,
        **{name: getattr(home, name) for name in as_the_model},
        "commune": NamedArea(code=commune.code, name=commune.name) if commune else None,
        "position": position
        and Position(
            latitude=position.latitude,
            longitude=position.longitude,
            is_approximate=True,
        ),
        "distance_m": None
        if area is None or position is None
        else round(
            distance_between(area.latitude, area.longitude, position.latitude, position.longitude)
        ),
        "agencies": card.agencies,
        "confirmed_at": card.confirmed_at,
        "photo": card.photo
        and HomePhoto(
            url=request.build_absolute_uri(card.photo.address),
            width=card.photo.width,
            height=card.photo.height,
        ),
        "page": request.build_absolute_uri(card.address),
    }


def _photo(request: HttpRequest, photo: ListingPhoto) -> HomePhoto:
    return HomePhoto(
        url=request.build_absolute_uri(photo.get_absolute_url()),
        width=photo.width,
        height=photo.height,
    )


def _listing(listing: Listing) -> HomeListing:
    return HomeListing(
        source=listing.source.name,
        kind=listing.source.kind,
        reference=listing.reference,
        status=listing.status,
        price_eur=listing.price_eur,
        fees_eur=listing.fees_eur,
        charges_eur=listing.charges_eur,
        available_on=listing.available_on,
        confirmed_at=listing.confirmed_at,
        gone_at=listing.gone_at,
    )


def _prices(listings: Sequence[Listing]) -> list[HomePrice]:
    return [HomePrice(since=step.since, price_eur=step.price_eur) for step in price_steps(listings)]
