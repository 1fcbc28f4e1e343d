"""The lists of the course as files for a spreadsheet: what their pages show, and no more."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.training.admissions.applications.models import Application

APPLICATIONS = ListExport[Application](
    name="candidatures",
    title=_("Candidatures"),
    columns=[
        (_("Nom"), attrgetter("display_name")),
        (_("Projet"), attrgetter("title")),
        (_("État"), lambda application: application.get_status_display()),
        (_("Envoyée le"), attrgetter("submitted_at")),
        (_("Lecteurs"), attrgetter("readers")),
        (_("Avis donnés"), attrgetter("given")),
    ],
)
