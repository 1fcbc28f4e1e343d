"""The room in the API: gatherings, one's registrations, members who show themselves, the École du
Web."""

from bocage.network.api.gatherings import router as gatherings
from bocage.network.api.members import router as members
from bocage.network.api.registrations import router as registrations
from bocage.network.api.web_school import router as editions

__all__ = ["editions", "gatherings", "members", "registrations"]
