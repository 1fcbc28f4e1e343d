"""The room in the API: places, what is free in them, and one's bookings."""

from bocage.workspaces.api.bookings import router as bookings
from bocage.workspaces.api.free_places import router as availability
from bocage.workspaces.api.places import router as places

__all__ = ["availability", "bookings", "places"]
