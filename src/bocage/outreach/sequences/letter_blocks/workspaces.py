"""`[[bureau]]`: workspaces, near a commune if the author names one."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.outreach.editorial.blocks.communes import commune_named
from bocage.outreach.editorial.blocks.workspaces import places_near
from bocage.outreach.sequences.letter_blocks.registry import (
    BlockItem,
    BlockReader,
    DrawnBlock,
    add_letter_block,
    how_many,
)
from bocage.workspaces.models import Place


def draw(reader: BlockReader, options: Mapping[str, str]) -> DrawnBlock | None:
    """Returns the published places nearest to the `commune` option or, without it, the first ones
    of the département by name; None if there are none.
    """
    limit = how_many(options, usual=2)
    commune = commune_named(options.get("commune", ""))
    if commune is not None:
        nearby = places_near(commune, limit)
        title = _("Un bureau près %(of_commune)s") % {"of_commune": of_name(commune.name)}
    else:
        places = Place.objects.bookable().filter(commune__departement=reader.departement)
        nearby = [
            (place, "") for place in places.select_related("commune").order_by("name")[:limit]
        ]
        title = _("Un bureau où se poser")
    if not nearby:
        return None
    return DrawnBlock(
        title=title,
        items=[
            BlockItem(
                title=place.name,
                detail=" · ".join(filter(None, [place.commune.name, way])),
                address=place.get_absolute_url(),
            )
            for place, way in nearby
        ],
        link_label=_("Tous les lieux de travail"),
        link_address=reverse("place_list"),
    )


add_letter_block(
    name="bureau",
    rank=50,
    label=gettext_lazy("des lieux où travailler"),
    example="[[bureau commune=Mortagne-au-Perche]]",
    draw=draw,
    words={"commune": "commune", "combien": "nombre"},
)
