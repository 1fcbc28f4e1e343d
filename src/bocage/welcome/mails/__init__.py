"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    boards,
    ceremonies,
    drafts,
    helpers,
    households,
    letters,
    meetings,
    messages,
    projects,
    sponsor_offers,
    sponsors,
    stay_meetings,
    stays,
    weekends,
)

__all__ = [
    "boards",
    "ceremonies",
    "drafts",
    "helpers",
    "households",
    "letters",
    "meetings",
    "messages",
    "projects",
    "sponsor_offers",
    "sponsors",
    "stay_meetings",
    "stays",
    "weekends",
]
