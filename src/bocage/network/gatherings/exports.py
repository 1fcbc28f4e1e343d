"""Spreadsheet exports of gatherings, limited to the data shown on their pages."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from bocage.foundation.http.list_exports import ListExport
from bocage.foundation.mail import page_url
from bocage.network.gatherings.models.gatherings import Gathering

AGENDA = ListExport[Gathering](
    name="rencontres",
    title=_("Rencontres"),
    columns=[
        (_("Rencontre"), attrgetter("title")),
        (_("Début"), attrgetter("starts_at")),
        (_("Fin"), attrgetter("ends_at")),
        (_("Où"), attrgetter("location")),
        (_("Commune"), attrgetter("commune.name")),
        (_("Code INSEE"), attrgetter("commune_id")),
        (_("État"), lambda gathering: gathering.get_status_display()),
        (_("Places libres"), attrgetter("seats_left")),
        (_("Page"), lambda gathering: page_url("gathering_detail", gathering.pk)),
    ],
)
GATHERING_LIST = ListExport[Gathering](
    name="rencontres",
    title=_("Rencontres"),
    columns=[
        (_("Rencontre"), attrgetter("title")),
        (_("Début"), attrgetter("starts_at")),
        (_("Fin"), attrgetter("ends_at")),
        (_("Où"), attrgetter("location")),
        (_("État"), lambda registration: registration.get_status_display()),
        (_("Places"), attrgetter("capacity")),
        (_("Inscrits"), attrgetter("seats_taken")),
        (_("En attente"), attrgetter("waiting")),
        (_("Venus"), attrgetter("came")),
    ],
)
