"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    helpers,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "sponsors",
    "stays",
]
