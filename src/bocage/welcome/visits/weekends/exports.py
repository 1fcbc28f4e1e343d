"""List of weekends as a spreadsheet file."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.visits.weekends.models import WelcomeWeekend

WEEKENDS = ListExport[WelcomeWeekend](
    name="week-ends",
    title=_("Week-ends d’accueil"),
    columns=[
        (_("Week-end"), attrgetter("name")),
        (_("Où"), lambda weekend: weekend.commune.name if weekend.commune else ""),
        (_("Début"), attrgetter("period.lower")),
        (_("Fin"), attrgetter("period.upper")),
        (_("État"), lambda weekend: weekend.get_status_display()),
    ],
)
