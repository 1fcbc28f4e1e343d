"""Addresses of series, of moves of a booking, and of its guests."""

from bocage.foundation.http.routes import route
from bocage.workspaces.bookings.views import moves
from bocage.workspaces.series.views import change, guests, series

urlpatterns = [
    route("travailler/<slug:slug>/repeter/", series.series_book),
    route("mes-series/<uuid:series_id>/", series.series_detail),
    route("mes-series/<uuid:series_id>/serie.ics", series.series_calendar),
    route("mes-series/<uuid:series_id>/annuler/", series.series_cancel),
    route("mes-series/<uuid:series_id>/reprendre/", series.series_restore),
    route("mes-series/<uuid:series_id>/changer/", change.series_change),
    route("mes-reservations/<uuid:booking_id>/deplacer/", moves.booking_move),
    route("mes-reservations/<uuid:booking_id>/invites/", guests.booking_guests),
]
