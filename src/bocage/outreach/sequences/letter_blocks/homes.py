"""`[[logement]]`: homes that fit, as the public search finds them today."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.housing.criteria.addresses import address_of
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.homes.presentation import cards_of
from bocage.housing.homes.search import HomeSearch, homes_of
from bocage.housing.models import Offer
from bocage.housing.templatetags.home_words import home_price
from bocage.outreach.campaigns.models import Family
from bocage.outreach.editorial.blocks.communes import commune_named
from bocage.outreach.sequences.letter_blocks.registry import (
    BlockItem,
    BlockReader,
    DrawnBlock,
    add_letter_block,
    how_many,
)

OFFERS = {"vente": Offer.SALE, "location": Offer.RENTAL}
RADIUS_KM = 20
ROOMS = {Family.COUPLE: 3, Family.CHILDREN: 4}
"""Minimum number of rooms for each family, unless the author gives one."""


def draw(reader: BlockReader, options: Mapping[str, str]) -> DrawnBlock | None:
    """Returns the newest homes for sale or to rent that are large enough for the reader's
    household; None if there are none.
    """
    criteria = _criteria(reader, options)
    newest = homes_of(HomeSearch(criteria)).select_related("commune")
    homes = list(newest.defer("description", "search_vector")[: how_many(options, usual=2)])
    if not homes:
        return None
    is_rental = criteria.offer == Offer.RENTAL
    return DrawnBlock(
        title=_("À louer en ce moment") if is_rental else _("À vendre en ce moment"),
        items=[
            BlockItem(
                title=f"{capfirst(card.facts)} · {home_price(card.home)}",
                detail=card.location_words,
                address=card.address,
            )
            for card in cards_of(homes, area=criteria.area)
        ],
        link_label=_("Voir tous ceux qui vous iraient"),
        link_address=f"{reverse('home_list')}?{address_of(criteria)}",
    )


def _criteria(reader: BlockReader, options: Mapping[str, str]) -> Criteria:
    commune = commune_named(options.get("commune", ""))
    area = Area.around(commune, int(options.get("rayon", RADIUS_KM)) * 1000)
    rooms = options.get("pieces") or ROOMS.get(Family(reader.prospect.family or Family.ALONE))
    return Criteria(
        offer=OFFERS[options.get("offre", "vente")].value,
        price_to=int(options["prix"]) if "prix" in options else None,
        rooms_from=int(rooms) if rooms else None,
        area=area,
    )


add_letter_block(
    name="logement",
    rank=20,
    label=gettext_lazy("des logements qui conviennent, en vente ou à louer"),
    example="[[logement offre=location commune=Mortagne-au-Perche rayon=20 prix=900]]",
    draw=draw,
    words={
        "offre": tuple(OFFERS),
        "commune": "commune",
        "rayon": "nombre",
        "prix": "nombre",
        "pieces": "nombre",
        "combien": "nombre",
    },
)
