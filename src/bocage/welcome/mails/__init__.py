"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    drafts,
    helpers,
    households,
    meetings,
    messages,
    projects,
    stay_meetings,
    stays,
)

__all__ = [
    "ceremonies",
    "drafts",
    "helpers",
    "households",
    "meetings",
    "messages",
    "projects",
    "stay_meetings",
    "stays",
]
