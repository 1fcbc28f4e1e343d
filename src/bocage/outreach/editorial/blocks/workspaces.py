"""Places to work near a commune."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, StructBlock

from bocage.outreach.editorial.blocks.communes import CommuneBlock, commune_named
from bocage.outreach.editorial.blocks.registry import add_block
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.territory.travel_formatting import format_road
from bocage.workspaces.models import Place


class WorkspacesBlock(StructBlock):
    """The nearest published places, with the way there."""

    title = CharBlock(label=_("Titre"), max_length=120)
    commune = CommuneBlock(label=_("Près de"))
    limit = IntegerBlock(min_value=1, max_value=6, default=3, label=_("Combien en montrer"))

    class Meta:
        label = _("Lieux de travail, en direct")
        icon = "desktop"
        template = "outreach/editorial/blocks/workspaces.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the places near the commune, each with its distance, to the context."""
        commune = commune_named(value["commune"])
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {"commune": commune, "places": places_near(commune, value["limit"] or 3)}


def places_near(commune: Commune | None, limit: int) -> list[tuple[Place, str]]:
    """Lists the published places of a commune, then the nearest ones, with their distances; one
    query.
    """
    if commune is None:
        return []
    around = Place.objects.published().around(commune).select_related("commune")[:limit]
    return [(place, _way(place)) for place in around]


def _way(place: Any) -> str:
    if place.distance_m is None:
        return gettext("sur place")
    return format_road(place.distance_m, road_minutes(place.distance_m))


add_block("workspaces", WorkspacesBlock(), rank=60, live=True)
