"""Presentation of a home on a card, and its position on the map."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.housing.criteria.criteria import Area
from bocage.housing.criteria.formatting import pieces
from bocage.housing.criteria.kinds import PositionPrecision
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.offerings import CardPhoto, Offering, offerings_of
from bocage.housing.templatetags.home_words import home_price, since, square_metres
from bocage.territory.geography import distance_between
from bocage.territory.travel_formatting import format_way, format_way_from

BESIDE_M = 260
METRES_OF_A_DEGREE = 111_320
DECIMALS = {
    PositionPrecision.ADDRESS: 3,
    PositionPrecision.STREET: 3,
    PositionPrecision.DISTRICT: 2,
    PositionPrecision.COMMUNE: 3,
}
"""Decimals of a degree shown to the public: 3 are about a hundred metres, 2 about a thousand.

The centre of a commune reveals nothing about a home, so it is not rounded further.
"""


@dataclass(frozen=True, slots=True)
class HomeCard:
    """Home of a list: its first photo, how many agencies offer it, when one last confirmed."""

    home: Dwelling
    address: str
    photo: CardPhoto | None
    agencies: int
    confirmed_at: datetime
    number: int = 0
    distance_m: float | None = None
    around: str = ""
    """Name of the point from which the distance is measured, if any."""

    @property
    def facts(self) -> str:
        """Returns « Maison · 120 m² · 5 pièces · terrain 2 000 m² »."""
        home = self.home
        details = [capfirst(home.kind_words), square_metres(home.surface_m2)]
        if home.rooms:
            details.append(pieces(home.rooms))
        if home.land_m2:
            details.append(_("terrain %(land)s") % {"land": square_metres(home.land_m2)})
        return " · ".join(filter(None, details))

    @property
    def location_words(self) -> str:
        """Returns « Boitron · à 12 km de Mortagne »."""
        place = self.home.commune.name if self.home.commune else _("commune non précisée")
        if self.distance_m is None:
            return place
        if self.around:
            return f"{place} · {format_way_from(self.distance_m, self.around)}"
        return f"{place} · {format_way(self.distance_m)}"

    @property
    def confirmed(self) -> str:
        """Returns « confirmé il y a 2 jours · 3 agences »."""
        sentence = _("confirmé %(when)s") % {"when": since(self.confirmed_at)}
        if self.agencies > 1:
            sentence += " · " + ngettext("%(count)s agence", "%(count)s agences", self.agencies) % {
                "count": self.agencies
            }
        return sentence


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """Position at which a home is shown, in degrees, rounded as its precision allows."""

    latitude: float
    longitude: float


def cards_of(
    homes: Sequence[Dwelling], *, first: int = 0, area: Area | None = None
) -> list[HomeCard]:
    """Returns the cards of homes, numbered from `first` on where it is given; one query."""
    offerings = offerings_of([home.pk for home in homes])
    return [
        _card(home, offerings.get(home.pk, Offering()), number if first else 0, area)
        for number, home in enumerate(homes, first)
    ]


def _card(home: Dwelling, offering: Offering, number: int, area: Area | None) -> HomeCard:
    return HomeCard(
        home=home,
        address=home.get_absolute_url(),
        photo=offering.photo,
        agencies=offering.agencies,
        confirmed_at=offering.confirmed_at or home.confirmed_at,
        number=number,
        distance_m=_distance(home, area),
        around=area.label if area else "",
    )


def _distance(home: Dwelling, area: Area | None) -> float | None:
    if area is None or home.latitude is None or home.longitude is None:
        return None
    return distance_between(area.latitude, area.longitude, home.latitude, home.longitude)


def shown_position(home: Dwelling) -> ShownPosition | None:
    """Returns where the public sees a home: about its street, or the centre of its commune; None
    without a position.
    """
    if home.latitude is None or home.longitude is None:
        return None
    decimals = DECIMALS[PositionPrecision(home.position_precision)]
    return ShownPosition(round(home.latitude, decimals), round(home.longitude, decimals))


def pins_of(cards: Iterable[HomeCard]) -> list[dict[str, Any]]:
    """Returns the homes of a list as pins of the map: those at one position are spread around
    it.
    """
    counts: Counter[ShownPosition] = Counter()
    pins = []
    for card in cards:
        position = shown_position(card.home)
        if position is None:
            continue
        rank = counts[position]
        counts[position] += 1
        spread = _beside(position, rank)
        pins.append(pin_of(card.home, spread, address=card.address, number=card.number))
    return pins


def pin_of(
    home: Dwelling, position: ShownPosition, *, address: str, number: int = 0
) -> dict[str, Any]:
    """Returns a home as a pin of the map."""
    details = [home.kind_words, square_metres(home.surface_m2)]
    return {
        "id": str(home.pk),
        "name": home_price(home),
        "url": address,
        "latitude": position.latitude,
        "longitude": position.longitude,
        "detail": " · ".join(filter(None, details)),
        **({"number": number} if number else {}),
    }


def _beside(position: ShownPosition, rank: int) -> ShownPosition:
    """Returns the position itself, then places on ever wider rings around it, six to a ring."""
    if rank == 0:
        return position
    ring, place = divmod(rank - 1, 6)
    angle = math.tau * place / 6 + ring * math.tau / 12
    north = BESIDE_M * (ring + 1) * math.cos(angle) / METRES_OF_A_DEGREE
    east = BESIDE_M * (ring + 1) * math.sin(angle) / METRES_OF_A_DEGREE
    return ShownPosition(
        position.latitude + north,
        position.longitude + east / math.cos(math.radians(position.latitude)),
    )
