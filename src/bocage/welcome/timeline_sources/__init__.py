"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    stays,
    helpers,
)

__all__ = [
    "ceremonies",
    "stays",
    "helpers",
]
