"""Homes: search them, read one."""

from typing import Annotated, Any
from uuid import UUID

from mcp.server import MCPServer
from pydantic import Field

from bocage.api.assistants.instance import Instance
from bocage.api.assistants.tools import READS
from bocage.foundation.api.paging import Page
from bocage.housing.criteria.forms import (
    FARTHEST_KM,
    HIGHEST_PRICE,
    KIND_WORDS,
    LARGEST_SURFACE,
    LONGEST_WORDS,
    MAX_ROOMS,
)
from bocage.housing.homes.api.filters import NEAREST_KM, Grade, HomeOrder, KindWord, OfferWord
from bocage.housing.homes.api.homes import HomeLine, HomeWhole

DEFAULT_LIMIT, MAX_LIMIT = 10, 50

Euros = Annotated[
    int | None, Field(ge=0, le=HIGHEST_PRICE, description="Euros; a month, for rentals.")
]
Metres = Annotated[int | None, Field(ge=0, le=LARGEST_SURFACE, description="Square metres.")]
Near = Annotated[str, Field(max_length=80, description="Name of a commune: « Sées ».")]
Within = Annotated[float | None, Field(ge=NEAREST_KM, le=FARTHEST_KM, description="15 without it.")]
Offer = Annotated[OfferWord | None, Field(description="vente, without it; location: to rent.")]
Kinds = Annotated[
    list[KindWord], Field(max_length=len(KIND_WORDS), description="Houses and flats, without it.")
]
Energy = Annotated[Grade | None, Field(description="The energy class, or a better one.")]
ToWork = Annotated[
    float | None, Field(ge=NEAREST_KM, le=FARTHEST_KM, description="To the nearest shared office.")
]
Words = Annotated[str, Field(max_length=LONGEST_WORDS, description="Words of the listing.")]
Order = Annotated[HomeOrder | None, Field(description="The newest first, without it.")]


def add_to(server: MCPServer[Any], instance: Instance) -> None:
    """Adds the tools about homes."""
    _add_find_homes(server, instance)
    _add_read_home(server, instance)


def _add_find_homes(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Chercher un logement", annotations=READS)
    async def find_homes(
        *,
        near: Near = "",
        within_km: Within = None,
        offer: Offer = None,
        kinds: Kinds = [],  # noqa: B006 - it is in the schema, and never changed
        price_min: Euros = None,
        price_max: Euros = None,
        surface_min: Metres = None,
        surface_max: Metres = None,
        rooms_min: Annotated[int | None, Field(ge=0, le=MAX_ROOMS)] = None,
        energy: Energy = None,
        fibre: Annotated[bool, Field(description="With fibre alone.")] = False,
        garden: Annotated[bool, Field(description="With a garden alone.")] = False,
        office: Annotated[bool, Field(description="With a room to work in alone.")] = False,
        workspace_within_km: ToWork = None,
        words: Words = "",
        order: Order = None,
        limit: Annotated[
            int, Field(ge=1, le=MAX_LIMIT, description="At most so many homes.")
        ] = DEFAULT_LIMIT,
    ) -> Page[HomeLine]:
        """Search the homes that are for sale or to let, near a commune or everywhere."""
        return await instance.read(
            Page[HomeLine],
            "dwellings",
            arguments={
                "near": near,
                "within_km": within_km,
                "offer": offer,
                "kinds": kinds,
                "price_min": price_min,
                "price_max": price_max,
                "surface_min": surface_min,
                "surface_max": surface_max,
                "rooms_min": rooms_min,
                "energy": energy,
                "fibre": WISHED[fibre],
                "garden": WISHED[garden],
                "office": WISHED[office],
                "workspace_within_km": workspace_within_km,
                "words": words,
                "order": order,
                "limit": limit,
            },
            names=NAMES,
        )


def _add_read_home(server: MCPServer[Any], instance: Instance) -> None:
    @server.tool(title="Lire un logement", annotations=READS)
    async def read_home(
        home: Annotated[UUID, Field(description="Its `id` in find_homes.")],
    ) -> HomeWhole:
        """A home with its listings, its prices and what is around it."""
        return await instance.read(HomeWhole, "dwellings", str(home))


WISHED = {True: "oui", False: ""}
NAMES = {
    "near": "pres-de",
    "within_km": "rayon",
    "offer": "offre",
    "kinds": "bien",
    "price_min": "prix-min",
    "price_max": "prix-max",
    "surface_min": "surface-min",
    "surface_max": "surface-max",
    "rooms_min": "pieces-min",
    "energy": "energie",
    "garden": "jardin",
    "office": "bureau",
    "workspace_within_km": "travail",
    "words": "mots",
    "order": "tri",
    "limit": "taille",
}
"""Names in the API of the arguments of `find_homes`."""
