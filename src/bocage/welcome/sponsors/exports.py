"""List of sponsors as a spreadsheet file."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.welcome.sponsors.models import SponsorProfile

SPONSORS = ListExport[SponsorProfile](
    name="parrains",
    title=_("Parrains et marraines"),
    columns=[
        (_("Nom"), lambda profile: profile.person.name or profile.person.email),
        (_("Commune"), attrgetter("commune.name")),
        (_("Métier"), attrgetter("trade")),
        (_("Langues"), lambda profile: ", ".join(profile.languages)),
        (_("État"), lambda profile: profile.get_status_display()),
        (_("Accompagne"), attrgetter("active")),
        (_("Au plus"), attrgetter("max_at_once")),
        (_("Réponses attendues"), attrgetter("pending")),
    ],
)
