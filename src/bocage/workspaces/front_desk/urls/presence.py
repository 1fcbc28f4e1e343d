"""Addresses of being there: the code on the wall, the screen beside a door, the host's pages."""

from django.urls import register_converter

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.workspaces.front_desk.views import (
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
    route("ici/<token:token>/", arrivals.here),
    route("ici/<token:token>/arriver/<uuid:booking_id>/", arrivals.here_arrive),
    route("ici/<token:token>/partir/<uuid:booking_id>/", arrivals.here_leave),
    route("ici/<token:token>/compter/", arrivals.here_count),
    route("ici/<token:token>/merci/", arrivals.here_thanks),
    route("porte/<token:token>/", doors.door),
    route("porte/<token:token>/etat/", doors.door_fragment),
    route("porte/<token:token>/prendre/", doors.door_take),
    route("porte/<token:token>/rendre/", doors.door_end),
    route("espace/lieux/<slug:slug>/presence/", host_presence.host_presence),
    route("espace/lieux/<slug:slug>/presence/codes/creer/", host_presence.host_codes_make),
    route("espace/lieux/<slug:slug>/presence/feuille/", host_presence.host_sheet),
    route(
        "espace/lieux/<slug:slug>/presence/portes/<uuid:resource_id>/creer/",
        host_presence.host_door_make,
    ),
    route("espace/presence/<uuid:address_id>/remplacer/", host_presence.presence_replace),
    route("espace/presence/<uuid:address_id>/retirer/", host_presence.presence_revoke),
    *export_paths(
        "espace/lieux/<slug:slug>/passages/<iso_day:day>/",
        host_arrivals.host_visits,
        file="passages",
    ),
    *export_paths(
        "espace/lieux/<slug:slug>/absences/", host_arrivals.host_absences, file="absences"
    ),
    route(
        "espace/lieux/<slug:slug>/reservation/<uuid:booking_id>/arrivee/", host_arrivals.host_arrive
    ),
    route("espace/lieux/<slug:slug>/acces/", host_access_notes.host_access_notes),
    route("espace/lieux/<slug:slug>/acces/<int:note_id>/", host_access_notes.host_access_note),
    route(
        "espace/lieux/<slug:slug>/acces/<int:note_id>/retirer/",
        host_access_notes.host_access_note_remove,
    ),
]
