"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    helpers,
    drafts,
    households,
    messages,
    projects,
)

__all__ = [
    "ceremonies",
    "helpers",
    "drafts",
    "households",
    "messages",
    "projects",
]
