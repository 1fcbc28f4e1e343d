"""Spreadsheet export of members, limited to the data shown on the page."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.network.members.models.members import Member

MEMBERS = ListExport[Member](
    name="membres",
    title=_("Membres"),
    columns=[
        (_("Nom"), lambda member: member.person.name or member.person.email),
        (_("Ce qu’il ou elle fait"), attrgetter("headline")),
        (_("Structure"), lambda member: member.organisation.name if member.organisation else ""),
        (_("Commune"), attrgetter("commune.name")),
        (_("Code INSEE"), attrgetter("commune_id")),
        (_("État"), lambda member: member.get_status_display()),
        (_("Membre depuis"), attrgetter("joined_at")),
        (_("Adhésion jusqu’au"), attrgetter("renewed_until")),
    ],
)
