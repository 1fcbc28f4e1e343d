"""Campaigns in the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.espace import EspaceItem, add_item

add_item(
    EspaceItem(
        label=_("Campagnes"),
        url_name="campaign_list",
        icon="growth",
        rank=71,
        group="outreach",
        is_shown=lambda person: person.has_perm("outreach.run_campaigns"),
    )
)
