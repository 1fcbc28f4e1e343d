"""The room in the API: gatherings, one's registrations, members who show themselves, the École du
Web."""

from bocage.network.gatherings.api import registrations_router as registrations
from bocage.network.gatherings.api import router as gatherings
from bocage.network.members.api import router as members
from bocage.network.web_school.api import router as editions

__all__ = ["editions", "gatherings", "members", "registrations"]
