"""List of stays as a spreadsheet file."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.visits.stays.models import Stay

STAYS = ListExport[Stay](
    name="sejours",
    title=_("Séjours de découverte"),
    columns=[
        (_("Ménage"), attrgetter("project.name")),
        (_("Séjour"), attrgetter("name")),
        (_("Début"), attrgetter("period.lower")),
        (_("Fin"), attrgetter("period.upper")),
        (_("État"), lambda stay: stay.get_status_display()),
    ],
)
