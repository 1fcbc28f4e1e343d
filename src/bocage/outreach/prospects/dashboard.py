"""Prospects in the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("Prospects"),
    url_name="prospect_list",
    icon="people",
    rank=72,
    group="outreach",
    covers=("prospect_pairs", "prospect_import"),
    right="outreach.see_prospects",
)
