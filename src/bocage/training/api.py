"""The room in the API: programmes with their cohorts and sessions, and one's own courses."""

from bocage.training.attendance.api import router as courses
from bocage.training.cohorts.api import router as sessions
from bocage.training.programmes.api import router as programmes

__all__ = ["courses", "programmes", "sessions"]
