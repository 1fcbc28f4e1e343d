"""Campaigns in the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("Campagnes"),
    url_name="campaign_list",
    icon="growth",
    rank=71,
    group="outreach",
    right="outreach.run_campaigns",
)
