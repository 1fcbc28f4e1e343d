"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    drafts,
    households,
    messages,
    projects,
    stay_meetings,
    stays,
)

__all__ = [
    "ceremonies",
    "drafts",
    "households",
    "messages",
    "projects",
    "stay_meetings",
    "stays",
]
