"""Public subjects of this room, with their versions (`foundation.api.versions`)."""

PLACES = "places"
"""The places with their plans, each by its key."""
AVAILABILITY = "availability"
"""Bookings and closures of a place, by its key."""
