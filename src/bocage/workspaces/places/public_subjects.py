"""Public subjects of this room, with their versions (`foundation.api.versions`)."""

PLACES = "places"
"""The places with their plans, each by its key."""
AVAILABILITY = "availability"
"""What is taken, by the key of the place."""
