"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    drafts,
    households,
    messages,
    projects,
)

__all__ = [
    "drafts",
    "households",
    "messages",
    "projects",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
