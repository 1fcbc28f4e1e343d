"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    boards,
    ceremonies,
    drafts,
    households,
    messages,
    projects,
)

__all__ = [
    "boards",
    "ceremonies",
    "drafts",
    "households",
    "messages",
    "projects",
]
