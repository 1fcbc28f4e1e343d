"""The lists of people as files for a spreadsheet: what their pages show, and no more."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.list_files import ListTable
from bocage.people.models import Mandate

MANDATES = ListTable[Mandate](
    name="mandats",
    title=_("Mandats"),
    columns=[
        (_("Nom"), attrgetter("person.name")),
        (_("Adresse"), attrgetter("person.email")),
        (_("Rôle"), lambda mandate: mandate.get_role_display()),
        (_("Où"), attrgetter("scope.label")),
        (_("Depuis le"), attrgetter("starts_on")),
        (_("Jusqu’au"), attrgetter("last_day")),
    ],
)
