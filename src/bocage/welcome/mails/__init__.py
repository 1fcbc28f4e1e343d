"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    letters,
    sponsor_offers,
    sponsors,
    drafts,
    households,
    messages,
    projects,
)

__all__ = [
    "ceremonies",
    "letters",
    "sponsor_offers",
    "sponsors",
    "drafts",
    "households",
    "messages",
    "projects",
]
