"""The list of evenings as a file for a spreadsheet."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.outreach.evenings.models.evenings import CityEvening

EVENINGS = ListExport[CityEvening](
    name="soirees",
    title=_("Soirées en ville"),
    columns=[
        (_("Soirée"), attrgetter("title")),
        (_("Ville"), attrgetter("city")),
        (_("Début"), attrgetter("starts_at")),
        (_("Fin"), attrgetter("ends_at")),
        (_("État"), lambda evening: evening.get_status_display()),
        (_("Places"), attrgetter("capacity")),
        (_("Inscrits"), attrgetter("seats_taken")),
        (_("En attente"), attrgetter("waiting")),
        (_("Venus"), attrgetter("came")),
    ],
)
