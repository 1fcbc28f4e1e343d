"""Homes that fit a search, as the housing room finds them now."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, StructBlock

from bocage.housing.criteria.addresses import address_of
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.homes.presentation import cards_of
from bocage.housing.homes.search import MAX_COUNTED, HomeSearch, count_homes, homes_of
from bocage.outreach.editorial.blocks.communes import CommuneBlock, commune_named
from bocage.outreach.editorial.blocks.registry import add_block

OFFERS = [("sale", _("à vendre")), ("rental", _("à louer"))]
RADIUS_KM = 15


class HomesBlock(StructBlock):
    """Block with the newest homes of a search that an editor defines; the visitor can continue the
    search.
    """

    title = CharBlock(label=_("Titre"), max_length=120)
    offer = ChoiceBlock(choices=OFFERS, default="sale", label=_("Offre"))
    commune = CommuneBlock(required=False, label=_("Autour de"))
    radius_km = IntegerBlock(
        min_value=2, max_value=100, default=RADIUS_KM, label=_("À moins de (km)")
    )
    price_to = IntegerBlock(required=False, min_value=1, label=_("Prix au plus (€)"))
    rooms_from = IntegerBlock(required=False, min_value=1, label=_("Pièces au moins"))
    limit = IntegerBlock(min_value=1, max_value=6, default=3, label=_("Combien en montrer"))

    class Meta:
        label = _("Logements, en direct")
        icon = "home"
        template = "outreach/editorial/blocks/homes.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the newest homes that match, their number, and the query of the full search to the
        context.
        """
        criteria = criteria_of(value)
        count = count_homes(criteria)
        newest = homes_of(HomeSearch(criteria)).select_related("commune")
        homes = list(newest.defer("description", "search_vector")[: value["limit"] or 3])
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {
            "cards": cards_of(homes, area=criteria.area),
            "count": min(count, MAX_COUNTED),
            "is_capped": count > MAX_COUNTED,
            "query": address_of(criteria),
        }


def criteria_of(value: Any) -> Criteria:
    """Returns the search that the block describes; without a known commune, it covers the whole
    territory.
    """
    commune = commune_named(value["commune"])
    area = Area.around(commune, (value["radius_km"] or RADIUS_KM) * 1000)
    return Criteria(
        offer=value["offer"],
        price_to=value["price_to"],
        rooms_from=value["rooms_from"],
        area=area,
    )


add_block("homes", HomesBlock(), rank=50, live=True)
