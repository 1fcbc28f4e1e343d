"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    stages,
)

__all__ = [
    "ceremonies",
    "stages",
]
