"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    consents,
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
    "helpers",
    "homes",
    "messages",
    "relays",
    "sponsors",
    "stages",
    "stays",
]
