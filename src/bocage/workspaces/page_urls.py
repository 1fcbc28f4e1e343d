"""Addresses of the public and personal pages of the room."""

from django.urls import path

from bocage.workspaces.views import bookings, places

urlpatterns = [
    path("travailler/", places.place_list, name="place_list"),
    path("travailler/sans-reponse/", places.place_search_unmet, name="place_search_unmet"),
    path("travailler/<slug:slug>/", places.place_detail, name="place_detail"),
    path("travailler/<slug:slug>/reserver/", bookings.place_book, name="place_book"),
    path("mes-reservations/", bookings.booking_list, name="booking_list"),
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
