"""The room in the API, for those with a mandate: projects, questions to town halls, sponsors."""

from bocage.welcome.pipeline.api import router as projects
from bocage.welcome.relays.api import router as relays
from bocage.welcome.sponsors.api import router as sponsors

__all__ = ["projects", "relays", "sponsors"]
