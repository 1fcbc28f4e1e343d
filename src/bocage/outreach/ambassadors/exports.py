"""The list of ambassadors as a file for a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.campaigns.results import LinkResults

AmbassadorRow = tuple[Ambassador, LinkResults]
AMBASSADORS = ListExport[AmbassadorRow](
    name="ambassadeurs",
    title=_("Ambassadeurs"),
    columns=[
        (_("Personne"), lambda row: row[0].person),
        (_("État"), lambda row: row[0].get_state_display()),
        (_("Jusqu’au"), lambda row: row[0].ends_on),
        (_("Visites"), lambda row: row[1].clicks),
        (_("Prospects, premier contact"), lambda row: row[1].first.prospects),
        (_("Prospects, dernier contact"), lambda row: row[1].last.prospects),
        (_("Candidats, premier contact"), lambda row: row[1].first.candidates),
        (_("Candidats, dernier contact"), lambda row: row[1].last.candidates),
        (_("Installés, premier contact"), lambda row: row[1].first.settled),
        (_("Installés, dernier contact"), lambda row: row[1].last.settled),
    ],
)
