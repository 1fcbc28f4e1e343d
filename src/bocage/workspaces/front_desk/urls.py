"""Addresses of a place as its host runs it: days, board, presence, the code on the wall."""

from datetime import date

from django.urls import URLPattern, URLResolver, register_converter

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.workspaces.front_desk.views import (
    arrivals,
    board,
    board_actions,
    day_messages,
    doors,
    host,
    host_access_notes,
    host_arrivals,
    host_presence,
    notes,
)


class IsoDay:
    """Day of this century as 2026-11-24."""

    regex = r"20\d{2}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


class Token:
    """Secret of a shared address: 32 bytes in the alphabet of addresses."""

    regex = r"[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IsoDay, "iso_day")
register_converter(Token, "token")

PLACE = "espace/lieux/<slug:slug>/"

urlpatterns: list[URLPattern | URLResolver] = [
    route("espace/lieux/", host.host_places),
    route("espace/lieux/<slug:slug>/jour/", host.host_today),
    route("espace/lieux/<slug:slug>/jour/<iso_day:day>/", host.host_day),
    route("espace/lieux/<slug:slug>/reservation/<uuid:booking_id>/annuler/", host.host_cancel),
    route(f"{PLACE}tableau/", board.host_board_today),
    route(f"{PLACE}tableau/reserver/", board_actions.host_book),
    route(f"{PLACE}tableau/fermer/", board_actions.host_block),
    route(f"{PLACE}tableau/personnes.json", board.host_visitors),
    route(f"{PLACE}tableau/<iso_day:day>/", board.host_board),
    route(f"{PLACE}tableau/<iso_day:day>/etat.json", board.host_board_state),
    route(f"{PLACE}reservation/<uuid:booking_id>/deplacer/", board_actions.host_move),
    route(f"{PLACE}reservation/<uuid:booking_id>/invites/", board_actions.host_guests),
    route(f"{PLACE}jour/<iso_day:day>/ecrire/", day_messages.host_write),
    route("espace/reservations/<uuid:booking_id>/note/", notes.host_note),
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
