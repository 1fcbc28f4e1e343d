"""Subjects of this app with a version for anonymous readers (`foundation.api.versions`)."""

HOMES = "homes"
"""Homes on the market, with the data of their listings."""
