"""Block with a map of the workspaces around a commune, always with their list."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from bocage.outreach.editorial.blocks.communes import CommuneBlock, commune_named
from bocage.outreach.editorial.blocks.registry import add_block
from bocage.outreach.editorial.blocks.workspaces import places_near

MAX_PLACES = 12


class MapBlock(StructBlock):
    """Block of a map of places, loaded on demand, with its list, which is shown at once."""

    title = CharBlock(label=_("Titre"), max_length=120)
    commune = CommuneBlock(label=_("Autour de"))

    class Meta:
        label = _("Carte des lieux, avec sa liste")
        icon = "site"
        template = "outreach/editorial/blocks/map.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds the pins of the map and the rows of its list to the context."""
        places = [
            (place, way)
            for place, way in places_near(commune_named(value["commune"]), MAX_PLACES)
            if place.is_located
        ]
        pins = [
            {
                "id": str(place.pk),
                "name": place.name,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "url": place.get_absolute_url(),
                "number": number,
            }
            for number, (place, _way) in enumerate(places, start=1)
        ]
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return context | {
            "places": places,
            "pins": pins,
            "map_background": settings.BOCAGE.map_style,
        }


add_block("map", MapBlock(), rank=90, live=True)
