"""What each subject tells in the timeline of a project."""

from bocage.welcome.timeline_sources import (
    ceremonies,
    consents,
    homes,
    messages,
)

__all__ = [
    "ceremonies",
    "consents",
    "homes",
    "messages",
]
