"""Lists of the welcome as spreadsheet files, with the data of their pages only."""

from datetime import date, datetime
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.commune_portal.communes_table import CommuneLine


def _day(moment: datetime | None) -> date | None:
    """Returns the local date of a datetime."""
    return timezone.localdate(moment) if moment else None


COMMUNES = ListExport[CommuneLine](
    name="communes",
    title=_("Communes"),
    columns=[
        (_("Code"), attrgetter("commune.pk")),
        (_("Commune"), attrgetter("commune.name")),
        (_("Intercommunalité"), lambda line: line.commune.epci.name if line.commune.epci else ""),
        (_("Référents"), lambda line: ", ".join(line.referents)),
        (
            _("Charte signée le"),
            lambda line: _day(line.charter.signed_at if line.charter else None),
        ),
        (_("Engagements"), attrgetter("promised")),
        (_("Tenus"), attrgetter("fulfilled_promises")),
        (_("En retard"), attrgetter("late")),
        (_("Parrains et marraines"), attrgetter("sponsors")),
        (_("Logements montrés"), attrgetter("leads")),
        (_("Dernière cérémonie"), lambda line: _day(line.held_at)),
        (_("Prochaine cérémonie"), lambda line: _day(line.planned_at)),
        (_("Mises en relation"), attrgetter("relays")),
        (_("Réponse, en heures"), attrgetter("answer_hours")),
    ],
)
