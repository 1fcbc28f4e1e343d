"""The room in the API: programmes with their cohorts and sessions, and one's own courses."""

from bocage.training.api.courses import router as courses
from bocage.training.api.programmes import router as programmes
from bocage.training.api.sessions import router as sessions

__all__ = ["courses", "programmes", "sessions"]
