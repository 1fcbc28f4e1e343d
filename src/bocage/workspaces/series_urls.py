"""Addresses of series, of moving a booking, and of whom it brings."""

from django.urls import path

from bocage.workspaces.views import guests, moves, series, series_change

urlpatterns = [
    path("travailler/<slug:slug>/repeter/", series.series_book, name="series_book"),
    path("mes-series/<uuid:series_id>/", series.series_detail, name="series_detail"),
    path("mes-series/<uuid:series_id>/serie.ics", series.series_calendar, name="series_calendar"),
    path("mes-series/<uuid:series_id>/annuler/", series.series_cancel, name="series_cancel"),
    path("mes-series/<uuid:series_id>/reprendre/", series.series_restore, name="series_restore"),
    path("mes-series/<uuid:series_id>/changer/", series_change.series_change, name="series_change"),
    path("mes-reservations/<uuid:booking_id>/deplacer/", moves.booking_move, name="booking_move"),
    path(
        "mes-reservations/<uuid:booking_id>/invites/", guests.booking_guests, name="booking_guests"
    ),
]
