"""What of this room has a version for who reads without an account (`foundation.api.versions`)."""

COMMUNES = "communes"
"""The communes of today and of before: their names and where they are."""
