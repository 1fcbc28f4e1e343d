"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    meetings,
    drafts,
    helpers,
    households,
    messages,
    projects,
    stay_meetings,
    stays,
)

__all__ = [
    "ceremonies",
    "meetings",
    "drafts",
    "helpers",
    "households",
    "messages",
    "projects",
    "stay_meetings",
    "stays",
]
