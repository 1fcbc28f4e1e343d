"""Addresses of being there: the code on the wall, the screen beside a door, the host's pages."""

from django.urls import path, register_converter

from bocage.foundation.list_files import list_paths
from bocage.workspaces.views import (
    arrivals,
    doors,
    host_access_notes,
    host_arrivals,
    host_presence,
)


class Token:
    """The secret of a shared address: 32 bytes in the alphabet of addresses."""

    regex = r"[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Token, "token")

urlpatterns = [
    path("ici/<token:token>/", arrivals.here, name="here"),
    path("ici/<token:token>/arriver/<uuid:booking_id>/", arrivals.here_arrive, name="here_arrive"),
    path("ici/<token:token>/partir/<uuid:booking_id>/", arrivals.here_leave, name="here_leave"),
    path("ici/<token:token>/compter/", arrivals.here_count, name="here_count"),
    path("ici/<token:token>/merci/", arrivals.here_thanks, name="here_thanks"),
    path("porte/<token:token>/", doors.door, name="door"),
    path("porte/<token:token>/etat/", doors.door_fragment, name="door_fragment"),
    path("porte/<token:token>/prendre/", doors.door_take, name="door_take"),
    path("porte/<token:token>/rendre/", doors.door_end, name="door_end"),
    path("espace/lieux/<slug:slug>/presence/", host_presence.host_presence, name="host_presence"),
    path(
        "espace/lieux/<slug:slug>/presence/codes/creer/",
        host_presence.host_codes_make,
        name="host_codes_make",
    ),
    path("espace/lieux/<slug:slug>/presence/feuille/", host_presence.host_sheet, name="host_sheet"),
    path(
        "espace/lieux/<slug:slug>/presence/portes/<uuid:resource_id>/creer/",
        host_presence.host_door_make,
        name="host_door_make",
    ),
    path(
        "espace/presence/<uuid:address_id>/remplacer/",
        host_presence.presence_replace,
        name="presence_replace",
    ),
    path(
        "espace/presence/<uuid:address_id>/retirer/",
        host_presence.presence_revoke,
        name="presence_revoke",
    ),
    *list_paths(
        "espace/lieux/<slug:slug>/passages/<iso_day:day>/",
        host_arrivals.host_visits,
        name="host_visits",
        file="passages",
    ),
    *list_paths(
        "espace/lieux/<slug:slug>/absences/",
        host_arrivals.host_absences,
        name="host_absences",
        file="absences",
    ),
    path(
        "espace/lieux/<slug:slug>/reservation/<uuid:booking_id>/arrivee/",
        host_arrivals.host_arrive,
        name="host_arrive",
    ),
    path(
        "espace/lieux/<slug:slug>/acces/",
        host_access_notes.host_access_notes,
        name="host_access_notes",
    ),
    path(
        "espace/lieux/<slug:slug>/acces/<int:note_id>/",
        host_access_notes.host_access_note,
        name="host_access_note",
    ),
    path(
        "espace/lieux/<slug:slug>/acces/<int:note_id>/retirer/",
        host_access_notes.host_access_note_remove,
        name="host_access_note_remove",
    ),
]
