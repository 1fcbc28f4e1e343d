"""Exports of the lists of people, with the content of their pages."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.people.history.changes import RecentChange
from bocage.people.models import Mandate

MANDATES = ListExport[Mandate](
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

CHANGES = ListExport[RecentChange](
    name="historique",
    title=_("Historique"),
    columns=[
        (_("Quand"), attrgetter("at")),
        (_("Par"), attrgetter("by")),
        (_("Quoi"), attrgetter("tracked.label")),
        (_("Nom"), attrgetter("title")),
        (_("Changement"), attrgetter("kind")),
        (_("Ce qui a changé"), lambda change: ", ".join(change.labels)),
        (_("Depuis la page"), attrgetter("page")),
        (_("Clé"), attrgetter("key")),
    ],
)
