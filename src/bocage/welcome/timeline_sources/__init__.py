"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    follow_ups,
    consents,
    helpers,
    homes,
    messages,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "follow_ups",
    "consents",
    "helpers",
    "homes",
    "messages",
    "sponsors",
    "stays",
]
