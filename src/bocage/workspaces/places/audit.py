"""Histories of this app with a page; that of a booking is `booking_history`."""

from django.utils.translation import gettext_lazy as _

from bocage.people.history.audited_models import add_audited_model
from bocage.workspaces.places.models import Place

add_audited_model(
    slug="lieu",
    model=Place,
    label=_("Lieu"),
    right="workspaces.change_place",
    joined=("scope", "commune"),
)
