"""The messages of the room, each family in its own module."""

from bocage.housing import (
    alert_mails,
    feed_mails,
    lead_mails,
    letter_mails,
    owner_mails,
    search_mails,
)

__all__ = [
    "alert_mails",
    "feed_mails",
    "lead_mails",
    "letter_mails",
    "owner_mails",
    "search_mails",
]
