"""The room in the API: gatherings, one's registrations, and the members who show themselves."""

from bocage.network.api.gatherings import router as gatherings
from bocage.network.api.members import router as members
from bocage.network.api.registrations import router as registrations

__all__ = ["gatherings", "members", "registrations"]
