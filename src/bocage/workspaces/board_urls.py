"""Addresses of the board of a place, and of what its host does there."""

from django.urls import path

from bocage.workspaces import host_urls  # noqa: F401 - registers the days of addresses
from bocage.workspaces.views import board, board_gestures, day_messages, guests

PLACE = "espace/lieux/<slug:slug>/"

urlpatterns = [
    path(f"{PLACE}tableau/", board.host_board_today, name="host_board_today"),
    path(f"{PLACE}tableau/reserver/", board_gestures.host_book, name="host_book"),
    path(f"{PLACE}tableau/fermer/", board_gestures.host_block, name="host_block"),
    path(f"{PLACE}tableau/personnes.json", board.host_visitors, name="host_visitors"),
    path(f"{PLACE}tableau/<iso_day:day>/", board.host_board, name="host_board"),
    path(
        f"{PLACE}tableau/<iso_day:day>/etat.json", board.host_board_state, name="host_board_state"
    ),
    path(
        f"{PLACE}reservation/<uuid:booking_id>/deplacer/",
        board_gestures.host_move,
        name="host_move",
    ),
    path(f"{PLACE}reservation/<uuid:booking_id>/invites/", guests.host_guests, name="host_guests"),
    path(f"{PLACE}jour/<iso_day:day>/ecrire/", day_messages.host_write, name="host_write"),
]
