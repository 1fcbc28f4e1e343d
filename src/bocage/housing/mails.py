"""The messages of the room, each family in its own module."""

from bocage.housing import lead_mails, letter_mails

__all__ = ["lead_mails", "letter_mails"]
