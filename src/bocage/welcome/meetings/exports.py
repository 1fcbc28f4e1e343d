"""List of awareness meetings as a spreadsheet file."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.meetings.models import AwarenessMeeting

MEETINGS = ListExport[AwarenessMeeting](
    name="reunions",
    title=_("Réunions de sensibilisation"),
    columns=[
        (_("Intercommunalité"), attrgetter("epci.name")),
        (_("Quand"), attrgetter("starts_at")),
        (_("Communes invitées"), attrgetter("invited")),
        (_("Ont dit oui"), attrgetter("coming")),
        (_("État"), lambda meeting: meeting.get_status_display()),
    ],
)
