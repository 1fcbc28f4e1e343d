"""Addresses of the page of a place, where it is booked, and of one’s own bookings."""

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.workspaces.bookings.views import bookings, place_page

urlpatterns = [
    route("travailler/<slug:slug>/", place_page.place_detail),
    route("travailler/<slug:slug>/reserver/", bookings.place_book),
    *export_paths("mes-reservations/", bookings.booking_list, file="reservations"),
    route("mes-reservations/<uuid:booking_id>/", bookings.booking_detail),
    route("mes-reservations/<uuid:booking_id>/reservation.ics", bookings.booking_calendar),
    route("mes-reservations/<uuid:booking_id>/historique/", bookings.booking_history),
    route("mes-reservations/<uuid:booking_id>/annuler/", bookings.booking_cancel),
    route("mes-reservations/<uuid:booking_id>/reprendre/", bookings.booking_restore),
]
