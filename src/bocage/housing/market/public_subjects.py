"""What of this room has a version for who reads without an account (`foundation.api.versions`)."""

HOMES = "homes"
"""The homes on the market, with what their listings say."""
