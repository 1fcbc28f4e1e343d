"""The lists of the club as files for a spreadsheet: what their pages show, and no more."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_files import ListTable
from bocage.foundation.mail import page_url
from bocage.network.models.gatherings import Gathering
from bocage.network.models.members import Member
from bocage.network.models.web_school_editions import Attendance

MEMBERS = ListTable[Member](
    name="membres",
    title=_("Membres"),
    columns=[
        (_("Nom"), lambda one: one.person.name or one.person.email),
        (_("Ce qu’il ou elle fait"), attrgetter("headline")),
        (_("Structure"), lambda one: one.organisation.name if one.organisation else ""),
        (_("Commune"), attrgetter("commune.name")),
        (_("Code INSEE"), attrgetter("commune_id")),
        (_("État"), lambda one: one.get_status_display()),
        (_("Membre depuis"), attrgetter("joined_at")),
        (_("Adhésion jusqu’au"), attrgetter("renewed_until")),
    ],
)
AGENDA = ListTable[Gathering](
    name="rencontres",
    title=_("Rencontres"),
    columns=[
        (_("Rencontre"), attrgetter("title")),
        (_("Début"), attrgetter("starts_at")),
        (_("Fin"), attrgetter("ends_at")),
        (_("Où"), attrgetter("where")),
        (_("Commune"), attrgetter("commune.name")),
        (_("Code INSEE"), attrgetter("commune_id")),
        (_("État"), lambda one: one.get_status_display()),
        (_("Places libres"), attrgetter("seats_left")),
        (_("Page"), lambda one: page_url("gathering_detail", one.pk)),
    ],
)
KEPT_GATHERINGS = ListTable[Gathering](
    name="rencontres",
    title=_("Rencontres"),
    columns=[
        (_("Rencontre"), attrgetter("title")),
        (_("Début"), attrgetter("starts_at")),
        (_("Fin"), attrgetter("ends_at")),
        (_("Où"), attrgetter("where")),
        (_("État"), lambda one: one.get_status_display()),
        (_("Places"), attrgetter("capacity")),
        (_("Inscrits"), attrgetter("seats_taken")),
        (_("En attente"), attrgetter("waiting")),
        (_("Venus"), attrgetter("came")),
    ],
)
PRESENCES = ListTable[Attendance](
    name="presences",
    title=_("Présences"),
    columns=[(_("Nom"), attrgetter("name")), (_("Arrivée"), attrgetter("arrived_at"))],
)
