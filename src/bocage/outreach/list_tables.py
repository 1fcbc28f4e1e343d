"""The lists of outreach as files for a spreadsheet: what their pages show, and no more."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_files import ListTable
from bocage.outreach.models.ambassadors import Ambassador
from bocage.outreach.models.employers import PartnerEmployer
from bocage.outreach.models.evenings import CityEvening
from bocage.outreach.results import LinkBrought

AmbassadorRow = tuple[Ambassador, LinkBrought]
EmployerRow = tuple[PartnerEmployer, LinkBrought]

KEPT_EVENINGS = ListTable[CityEvening](
    name="soirees",
    title=_("Soirées en ville"),
    columns=[
        (_("Soirée"), attrgetter("title")),
        (_("Ville"), attrgetter("city")),
        (_("Début"), attrgetter("starts_at")),
        (_("Fin"), attrgetter("ends_at")),
        (_("État"), lambda one: one.get_status_display()),
        (_("Places"), attrgetter("capacity")),
        (_("Inscrits"), attrgetter("seats_taken")),
        (_("En attente"), attrgetter("waiting")),
        (_("Venus"), attrgetter("came")),
    ],
)
EMPLOYERS = ListTable[EmployerRow](
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
AMBASSADORS = ListTable[AmbassadorRow](
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
