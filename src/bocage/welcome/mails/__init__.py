"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    drafts,
    helpers,
    households,
    messages,
    projects,
    stay_meetings,
    stays,
    weekends,
)

__all__ = [
    "ceremonies",
    "drafts",
    "helpers",
    "households",
    "messages",
    "projects",
    "stay_meetings",
    "stays",
    "weekends",
]
