"""Sequences of letters in the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.espace import EspaceItem, add_item

add_item(
    EspaceItem(
        label=_("Lettres"),
        url_name="sequence_list",
        icon="mail",
        rank=73,
        group="outreach",
        is_shown=lambda person: person.has_perm("outreach.run_sequences"),
    )
)
