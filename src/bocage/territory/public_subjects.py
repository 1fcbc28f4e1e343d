"""Public data of the territory room that have a version (`foundation.api.versions`)."""

COMMUNES = "communes"
"""The communes of today and of before: their names and where they are."""
