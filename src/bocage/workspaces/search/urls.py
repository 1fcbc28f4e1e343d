"""Addresses of the public and personal pages of the room."""

from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.workspaces.bookings.views import bookings, place_page
from bocage.workspaces.search.views import embeds, place_files, places

urlpatterns = [
    route("travailler/", places.place_list),
    route("travailler/sans-reponse/", places.place_search_unmet),
    route("travailler/<slug:slug>/", place_page.place_detail),
    route("travailler/<slug:slug>/reserver/", bookings.place_book),
    route("travailler/lieux.<list_file:extension>", place_files.place_list_file),
    route("travailler/lieux.geojson", place_files.place_map),
    route("travailler/tiers-lieux.csv", place_files.place_census),
    route("travailler/<slug:slug>/contact.vcf", place_files.place_card),
    route("travailler/<slug:slug>/encart/", embeds.place_embed),
    *export_paths("mes-reservations/", bookings.booking_list, file="reservations"),
    route("mes-reservations/<uuid:booking_id>/", bookings.booking_detail),
    route("mes-reservations/<uuid:booking_id>/reservation.ics", bookings.booking_calendar),
    route("mes-reservations/<uuid:booking_id>/historique/", bookings.booking_history),
    route("mes-reservations/<uuid:booking_id>/annuler/", bookings.booking_cancel),
    route("mes-reservations/<uuid:booking_id>/reprendre/", bookings.booking_restore),
]
