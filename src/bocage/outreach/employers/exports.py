"""The list of partner employers as a file for a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.outreach.campaigns.results import LinkResults
from bocage.outreach.employers.models import PartnerEmployer

EmployerRow = tuple[PartnerEmployer, LinkResults]
EMPLOYERS = ListExport[EmployerRow](
    name="employeurs",
    title=_("Employeurs partenaires"),
    columns=[
        (_("Employeur"), lambda row: row[0].name),
        (_("Ville"), lambda row: row[0].city),
        (_("État"), lambda row: row[0].get_state_display()),
        (_("Prochaine étape"), lambda row: row[0].next_step),
        (_("Prochaine étape le"), lambda row: row[0].next_step_on),
        (_("Visites"), lambda row: row[1].clicks),
        (_("Candidats, premier contact"), lambda row: row[1].first.candidates),
        (_("Candidats, dernier contact"), lambda row: row[1].last.candidates),
        (_("Installés, premier contact"), lambda row: row[1].first.settled),
        (_("Installés, dernier contact"), lambda row: row[1].last.settled),
    ],
)
