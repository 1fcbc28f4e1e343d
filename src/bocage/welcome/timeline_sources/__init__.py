"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    helpers,
    sponsors,
    stages,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "sponsors",
    "stages",
    "stays",
]
