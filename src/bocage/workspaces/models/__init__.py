"""Places, what can be booked in them, when they are open, and who comes."""

from bocage.workspaces.models.bookings import Booking, Hold
from bocage.workspaces.models.hours import Closure, OpeningException, OpeningRule
from bocage.workspaces.models.places import (
    Accessibility,
    Equipment,
    Photo,
    Place,
    PlaceKind,
    Resource,
    ResourceKind,
)

__all__ = [
    "Accessibility",
    "Booking",
    "Closure",
    "Equipment",
    "Hold",
    "OpeningException",
    "OpeningRule",
    "Photo",
    "Place",
    "PlaceKind",
    "Resource",
    "ResourceKind",
]
