"""The list of who came to an edition, as a file for a spreadsheet."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.network.web_school.models.editions import Attendance

PRESENCES = ListExport[Attendance](
    name="presences",
    title=_("Présences"),
    columns=[(_("Nom"), attrgetter("name")), (_("Arrivée"), attrgetter("arrived_at"))],
)
