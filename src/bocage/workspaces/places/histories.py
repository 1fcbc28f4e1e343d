"""The histories of this room that have a page; that of a booking is told by `booking_history`."""

from django.utils.translation import gettext_lazy as _

from bocage.people.history.tracked import add_tracked
from bocage.workspaces.places.models import Place

add_tracked(
    slug="lieu",
    model=Place,
    label=_("Lieu"),
    right="workspaces.change_place",
    joined=("scope", "commune"),
)
