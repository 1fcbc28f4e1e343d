"""Visits and absences as files for a spreadsheet."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.workspaces.bookings.models import Visit
from bocage.workspaces.front_desk.arrivals import Absences
from bocage.workspaces.front_desk.formatting import visitor_words

VISITS = ListExport[Visit](
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
ABSENCES = ListExport[Absences](
    name="absences",
    title=_("Absences"),
    columns=[
        (_("Qui"), lambda row: row.name or _("Une personne")),
        (_("Absences en six mois"), attrgetter("count")),
        (_("Dernière absence"), attrgetter("last_on")),
    ],
)
