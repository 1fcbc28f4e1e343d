"""The lists of the welcome as files for a spreadsheet: what their pages show, and no more."""

from datetime import date, datetime
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.commune_portal.communes_table import CommuneLine


def _day(moment: datetime | None) -> date | None:
    """The day of a moment, by the clock on the wall."""
    return timezone.localdate(moment) if moment else None


COMMUNES = ListExport[CommuneLine](
    name="communes",
    title=_("Communes"),
    columns=[
        (_("Code"), attrgetter("commune.pk")),
        (_("Commune"), attrgetter("commune.name")),
        (_("Intercommunalité"), lambda one: one.commune.epci.name if one.commune.epci else ""),
        (_("Référents"), lambda one: ", ".join(one.referents)),
        (_("Charte signée le"), lambda one: _day(one.charter.signed_at if one.charter else None)),
        (_("Engagements"), attrgetter("promised")),
        (_("Tenus"), attrgetter("kept")),
        (_("En retard"), attrgetter("late")),
        (_("Parrains et marraines"), attrgetter("sponsors")),
        (_("Logements montrés"), attrgetter("leads")),
        (_("Dernière cérémonie"), lambda one: _day(one.held_at)),
        (_("Prochaine cérémonie"), lambda one: _day(one.planned_at)),
        (_("Mises en relation"), attrgetter("relays")),
        (_("Réponse, en heures"), attrgetter("answer_hours")),
    ],
)
