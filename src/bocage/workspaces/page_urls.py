"""Addresses of the public and personal pages of the room."""

from django.urls import path

from bocage.foundation.list_files import list_paths
from bocage.workspaces.views import bookings, embeds, place_files, places

urlpatterns = [
    path("travailler/", places.place_list, name="place_list"),
    path("travailler/sans-reponse/", places.place_search_unmet, name="place_search_unmet"),
    path("travailler/<slug:slug>/", places.place_detail, name="place_detail"),
    path("travailler/<slug:slug>/reserver/", bookings.place_book, name="place_book"),
    path(
        "travailler/lieux.<list_file:extension>",
        place_files.place_list_file,
        name="place_list_file",
    ),
    path("travailler/lieux.geojson", place_files.place_map, name="place_map"),
    path("travailler/tiers-lieux.csv", place_files.place_census, name="place_census"),
    path("travailler/<slug:slug>/contact.vcf", place_files.place_card, name="place_card"),
    path("travailler/<slug:slug>/encart/", embeds.place_embed, name="place_embed"),
    *list_paths(
        "mes-reservations/", bookings.booking_list, name="booking_list", file="reservations"
    ),
    path("mes-reservations/<uuid:booking_id>/", bookings.booking_detail, name="booking_detail"),
    path(
        "mes-reservations/<uuid:booking_id>/reservation.ics",
        bookings.booking_calendar,
        name="booking_calendar",
    ),
    path(
        "mes-reservations/<uuid:booking_id>/historique/",
        bookings.booking_history,
        name="booking_history",
    ),
    path(
        "mes-reservations/<uuid:booking_id>/annuler/",
        bookings.booking_cancel,
        name="booking_cancel",
    ),
    path(
        "mes-reservations/<uuid:booking_id>/reprendre/",
        bookings.booking_restore,
        name="booking_restore",
    ),
]
