"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    drafts,
    follow_ups,
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
    "ceremonies",
    "drafts",
    "follow_ups",
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
