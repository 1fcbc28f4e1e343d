"""What of this room has a version for who reads without an account (`foundation.api.versions`)."""

PLACES = "places"
"""The places with their plans, each by its key."""
AVAILABILITY = "availability"
"""What is taken, by the key of the place."""
