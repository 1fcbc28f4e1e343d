"""List of ceremonies as a spreadsheet file."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.ceremonies.models import Ceremony

CEREMONIES = ListExport[Ceremony](
    name="ceremonies",
    title=_("Cérémonies d’accueil"),
    columns=[
        (_("Commune"), attrgetter("commune.name")),
        (_("Code INSEE"), attrgetter("commune_id")),
        (_("Quand"), attrgetter("starts_at")),
        (_("Invités"), attrgetter("invited")),
        (_("Ont dit oui"), attrgetter("coming")),
        (_("État"), lambda ceremony: ceremony.get_status_display()),
    ],
)
