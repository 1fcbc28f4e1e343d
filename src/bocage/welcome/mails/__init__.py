"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    charters,
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
)

__all__ = [
    "ceremonies",
    "charters",
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
]
