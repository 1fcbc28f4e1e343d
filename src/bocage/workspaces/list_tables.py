"""The lists of places and bookings as files for a spreadsheet: what their pages show."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_files import ListTable
from bocage.workspaces.arrivals import Absences
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.presence import Visit
from bocage.workspaces.visitor_words import visitor_words

BOOKINGS = ListTable[Booking](
    name="reservations",
    title=_("Réservations"),
    columns=[
        (_("Lieu"), attrgetter("place.name")),
        (_("Commune"), attrgetter("place.commune.name")),
        (_("Espace"), lambda one: ", ".join(hold.resource.name for hold in one.asked_holds)),
        (_("Début"), attrgetter("period.lower")),
        (_("Fin"), attrgetter("period.upper")),
        (_("Personnes"), attrgetter("attendees")),
        (_("État"), lambda one: one.get_status_display()),
    ],
)
VISITS = ListTable[Visit](
    name="passages",
    title=_("Passages"),
    columns=[
        (_("Qui"), visitor_words),
        (_("Arrivée"), attrgetter("arrived_at")),
        (_("Départ"), attrgetter("left_at")),
        (_("Espace"), lambda visit: visit.resource.name if visit.resource else ""),
        (_("Personnes"), attrgetter("people")),
        (_("Vient de"), lambda visit: visit.origin.name if visit.origin else ""),
    ],
)
ABSENCES = ListTable[Absences](
    name="absences",
    title=_("Absences"),
    columns=[
        (_("Qui"), lambda one: one.name or _("Une personne")),
        (_("Absences en six mois"), attrgetter("count")),
        (_("Dernière absence"), attrgetter("last_on")),
    ],
)
