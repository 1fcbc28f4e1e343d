"""What outreach adds to the file of a project, by subject."""

from bocage.outreach.project_sections import (
    first_meetings,
)

__all__ = [
    "first_meetings",
]
