"""The report of the territory in the menu of the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("Bilan des lieux"),
    url_name="territory_report",
    icon="growth",
    rank=45,
    group="together",
    right="workspaces.see_territory_report",
)
