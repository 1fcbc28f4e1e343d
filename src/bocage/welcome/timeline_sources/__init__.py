"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    helpers,
)

__all__ = ["helpers"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
