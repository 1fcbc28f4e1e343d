"""Filters of a list of homes in the API, with the parameters of the page « Se loger »."""

from enum import StrEnum
from typing import Annotated, Any, Literal

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field, WithJsonSchema

from bocage.foundation.api.paging import Paging
from bocage.foundation.api.problems import Misfit, ValuesInvalid
from bocage.housing.criteria.forms import (
    FARTHEST_KM,
    HIGHEST_PRICE,
    KIND_WORDS,
    LARGEST_LAND,
    LARGEST_SURFACE,
    LONGEST_WORDS,
    MAX_ROOMS,
)
from bocage.housing.homes.search import (
    CHEAPEST,
    DEAREST,
    LARGEST,
    NEAREST,
    NEWEST,
    HomeSearch,
    read_home_search,
)

NEAREST_KM = 0.1


def _empty_as_none(value: Any) -> Any:
    return None if value == "" else value


LEFT_EMPTY = BeforeValidator(_empty_as_none)
"""Ignores empty parameters, as a form sends them, so that the query string of a page is valid
here.
"""

Wish = Annotated[
    Literal["oui"] | None,
    LEFT_EMPTY,
    WithJsonSchema({"type": "string", "enum": ["oui", ""]}),
    Field(description="`oui`, or nothing."),
]
Amount = Annotated[int | None, LEFT_EMPTY]
Number = Annotated[float | None, LEFT_EMPTY]


class OfferWord(StrEnum):
    """Kind of offer, as written in an address."""

    SALE = "vente"
    RENTAL = "location"
    LIFE_ANNUITY = "viager"
    SEASONAL_RENTAL = "vacances"
    BUSINESS_TRANSFER = "cession"


class KindWord(StrEnum):
    """Kind of home, as written in an address."""

    HOUSE = "maison"
    APARTMENT = "appartement"
    LAND = "terrain"
    BUILDING = "immeuble"
    OFFICE = "bureaux"
    SHOP = "local"
    PARKING = "garage"
    OTHER = "autre"


class Grade(StrEnum):
    """Class of the energy diagnosis."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"


class HomeOrder(StrEnum):
    """Order of a list of homes."""

    NEWEST = NEWEST
    CHEAPEST = CHEAPEST
    DEAREST = DEAREST
    NEAREST = NEAREST
    LARGEST = LARGEST


def _bound(word: str, maximum: int, description: str) -> Any:
    return Field(None, alias=word, ge=0, le=maximum, description=description)


class HomeFilters(Paging):
    """Filters of a search for homes: criteria and place."""

    offre: Annotated[OfferWord | None, LEFT_EMPTY] = Field(
        None, description="For sale, where it is not said."
    )
    bien: list[KindWord] = Field(
        [], max_length=len(KIND_WORDS), description="Houses and flats, where it is not said."
    )
    prix_min: Amount = _bound("prix-min", HIGHEST_PRICE, "Euros; a month, for rentals.")
    prix_max: Amount = _bound("prix-max", HIGHEST_PRICE, "Euros; a month, for rentals.")
    surface_min: Amount = _bound("surface-min", LARGEST_SURFACE, "Square metres.")
    surface_max: Amount = _bound("surface-max", LARGEST_SURFACE, "Square metres.")
    pieces_min: Amount = _bound("pieces-min", MAX_ROOMS, "Rooms.")
    pieces_max: Amount = _bound("pieces-max", MAX_ROOMS, "Rooms.")
    terrain_min: Amount = _bound("terrain-min", LARGEST_LAND, "Square metres of land.")
    energie: Annotated[Grade | None, LEFT_EMPTY] = Field(
        None, description="The energy class, or a better one."
    )
    fibre: Wish = None
    bureau: Wish = None
    jardin: Wish = None
    travail: Number = Field(
        None,
        ge=NEAREST_KM,
        le=FARTHEST_KM,
        description="Kilometres to the nearest shared office, at most.",
    )
    mots: str = Field("", max_length=LONGEST_WORDS, description="Words of the listing.")
    pres_de: str = Field(
        "", alias="pres-de", max_length=80, description="The name of a commune, or a part of it."
    )
    commune: str = Field("", max_length=5, description="Its INSEE code, rather than its name.")
    lat: Number = Field(None, ge=-90, le=90, description="Latitude, rather than a commune.")
    lon: Number = Field(None, ge=-180, le=180, description="Longitude, with `lat`.")
    rayon: Number = Field(
        None, ge=NEAREST_KM, le=FARTHEST_KM, description="Kilometres around it; 15 without it."
    )
    tri: Annotated[HomeOrder | None, LEFT_EMPTY] = Field(
        None, description="The newest first, where it is not said; `proches` needs a place."
    )


def strict_search(filters: HomeFilters, parameters: QueryDict) -> HomeSearch:
    """Returns the search of a query string; values that the page would ignore with a sentence are
    refused.

    Raises:
        ValuesInvalid: half of a position, bounds in the wrong order, an unknown
            commune or one without a position, an invalid order.
    """
    misfits = [
        Misfit(location="query", name=name, detail=str(detail)) for name, detail in _wrong(filters)
    ]
    if misfits:
        raise ValuesInvalid(misfits)
    search = read_home_search(parameters)
    parameter = "commune" if filters.commune else "pres-de"
    if search.sentences:
        raise ValuesInvalid(
            [
                Misfit(location="query", name=parameter, detail=sentence)
                for sentence in search.sentences
            ]
        )
    if filters.tri is HomeOrder.NEAREST and search.criteria.area is None:
        detail = _("Dites près d’où (pres-de, commune, ou lat et lon).")
        raise ValuesInvalid([Misfit(location="query", name="tri", detail=detail)])
    return search


def _wrong(filters: HomeFilters) -> list[tuple[str, str]]:
    misfits = []
    if (filters.lat is None) != (filters.lon is None):
        missing = "lat" if filters.lat is None else "lon"
        misfits.append((missing, _("Une position a une latitude et une longitude.")))
    for name in ("prix", "surface", "pieces"):
        low, high = getattr(filters, f"{name}_min"), getattr(filters, f"{name}_max")
        if low and high and low > high:
            misfits.append((f"{name}-min", _("Le minimum dépasse le maximum.")))
    return misfits
