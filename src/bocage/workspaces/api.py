"""The room in the API: places, what is free in them, and one's bookings."""

from bocage.workspaces.bookings.api.bookings import router as bookings
from bocage.workspaces.search.api.free_places import router as availability
from bocage.workspaces.search.api.places import router as places

__all__ = ["availability", "bookings", "places"]
