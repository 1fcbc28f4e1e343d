"""What the room adds to the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.housing import lead_espace
from bocage.people.espace import EspaceItem, add_item

__all__ = ["lead_espace"]

add_item(
    EspaceItem(label=_("Mes recherches"), url_name="saved_searches", icon="house-search", rank=20)
)
add_item(
    EspaceItem(
        label=_("La demande de logement"),
        url_name="demand_list",
        icon="growth",
        rank=50,
        is_shown=lambda person: person.has_perm("housing.see_demand"),
    )
)
