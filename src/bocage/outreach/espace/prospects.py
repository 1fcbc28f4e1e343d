"""Prospects in the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.espace import EspaceItem, add_item

add_item(
    EspaceItem(
        label=_("Prospects"),
        url_name="prospect_list",
        icon="people",
        rank=72,
        group="outreach",
        covers=("prospect_pairs", "prospect_imports"),
        is_shown=lambda person: person.has_perm("outreach.see_prospects"),
    )
)
