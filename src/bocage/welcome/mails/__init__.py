"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    drafts,
    helpers,
    households,
    letters,
    messages,
    projects,
    sponsor_offers,
    sponsors,
)

__all__ = [
    "ceremonies",
    "drafts",
    "helpers",
    "households",
    "letters",
    "messages",
    "projects",
    "sponsor_offers",
    "sponsors",
]
