"""API of the welcome, for people with a mandate: projects, relays, sponsors."""

from bocage.welcome.pipeline.api import router as projects
from bocage.welcome.relays.api import router as relays
from bocage.welcome.sponsors.api import router as sponsors

__all__ = ["projects", "relays", "sponsors"]
