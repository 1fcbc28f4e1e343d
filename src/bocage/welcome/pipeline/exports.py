"""List of projects as a spreadsheet file."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.pipeline.board import Card

PROJECTS = ListExport[Card](
    name="projets",
    title=_("Projets"),
    columns=[
        (_("Projet"), attrgetter("project.name")),
        (_("Ménage"), attrgetter("household")),
        (_("Étape"), lambda card: card.project.get_stage_display()),
        (_("À cette étape depuis"), attrgetter("project.stage_since")),
        (_("Prochaine action"), attrgetter("clock.words")),
        (_("Pour"), attrgetter("clock.due")),
        (_("En retard"), attrgetter("clock.is_late")),
        (_("Suivi par"), lambda card: card.project.coordinator or ""),
        (
            _("Où"),
            lambda card: (
                card.project.commune.name if card.project.commune else card.project.location_wish
            ),
        ),
        (_("État"), lambda card: card.project.get_status_display()),
    ],
)
