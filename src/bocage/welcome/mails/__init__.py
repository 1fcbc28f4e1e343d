"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    stay_meetings,
    stays,
    drafts,
    households,
    messages,
    projects,
)

__all__ = [
    "ceremonies",
    "stay_meetings",
    "stays",
    "drafts",
    "households",
    "messages",
    "projects",
]
