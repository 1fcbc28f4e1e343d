"""Sequences of letters in the Espace."""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item

add_item(
    label=_("Lettres"),
    url_name="sequence_list",
    icon="mail",
    rank=73,
    group="outreach",
    right="outreach.run_sequences",
)
