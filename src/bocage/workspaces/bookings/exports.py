"""The list of bookings as a file for a spreadsheet."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.workspaces.scheduling.models.bookings import Booking

BOOKINGS = ListExport[Booking](
    name="reservations",
    title=_("Réservations"),
    columns=[
        (_("Lieu"), attrgetter("place.name")),
        (_("Commune"), attrgetter("place.commune.name")),
        (
            _("Espace"),
            lambda booking: ", ".join(hold.resource.name for hold in booking.requested_holds),
        ),
        (_("Début"), attrgetter("period.lower")),
        (_("Fin"), attrgetter("period.upper")),
        (_("Personnes"), attrgetter("attendees")),
        (_("État"), lambda booking: booking.get_status_display()),
    ],
)
