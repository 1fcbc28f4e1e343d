"""The booking that the address of a page names."""

from bocage.foundation.http.access import finder
from bocage.workspaces.scheduling.models.bookings import Booking

find_booking = finder(
    Booking.objects.select_related("place__commune", "booked_for", "created_by").with_resources(),
    booking_id="pk",
)
