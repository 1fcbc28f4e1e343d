"""Menu entry of the demand."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("La demande de logement"),
    url_name="demand_list",
    icon="growth",
    rank=32,
    group="housing",
    right="housing.see_demand",
)
