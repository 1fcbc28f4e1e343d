"""The messages of the room, each family in its own module."""

from bocage.housing import feed_mails, owner_mails

__all__ = ["feed_mails", "owner_mails"]
