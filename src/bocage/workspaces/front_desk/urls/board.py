"""Addresses of the board of a place, and of what its host does there."""

from bocage.foundation.http.routes import route
from bocage.workspaces.front_desk.urls import host  # noqa: F401 - registers the days of addresses
from bocage.workspaces.front_desk.views import board, board_gestures, day_messages

PLACE = "espace/lieux/<slug:slug>/"

urlpatterns = [
    route(f"{PLACE}tableau/", board.host_board_today),
    route(f"{PLACE}tableau/reserver/", board_gestures.host_book),
    route(f"{PLACE}tableau/fermer/", board_gestures.host_block),
    route(f"{PLACE}tableau/personnes.json", board.host_visitors),
    route(f"{PLACE}tableau/<iso_day:day>/", board.host_board),
    route(f"{PLACE}tableau/<iso_day:day>/etat.json", board.host_board_state),
    route(f"{PLACE}reservation/<uuid:booking_id>/deplacer/", board_gestures.host_move),
    route(f"{PLACE}reservation/<uuid:booking_id>/invites/", board_gestures.host_guests),
    route(f"{PLACE}jour/<iso_day:day>/ecrire/", day_messages.host_write),
]
