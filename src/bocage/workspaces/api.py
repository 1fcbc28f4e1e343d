"""API of this app: places, their availability, and one's own bookings."""

from bocage.workspaces.bookings.api.bookings import router as bookings
from bocage.workspaces.search.api.free_places import router as availability
from bocage.workspaces.search.api.places import router as places

__all__ = ["availability", "bookings", "places"]
