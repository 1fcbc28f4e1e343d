"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    consents,
    follow_ups,
    helpers,
    homes,
    messages,
    relays,
    sponsors,
    stages,
    stays,
)

__all__ = [
    "ceremonies",
    "consents",
    "follow_ups",
    "helpers",
    "homes",
    "messages",
    "relays",
    "sponsors",
    "stages",
    "stays",
]
