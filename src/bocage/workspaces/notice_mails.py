"""Messages about a booking that say a few words, the facts, and the answers one may give."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bocage.foundation.mail import Attachment
from bocage.foundation.mail.body import MailBody
from bocage.workspaces.elsewhere import Elsewhere
from bocage.workspaces.mails import BookingMail, free_instead, hello


@dataclass(frozen=True, kw_only=True)
class BookingNoticeMail(BookingMail):
    """A message without an event for the calendar: what it tells of may not happen.

    `hello` is how its reader is called; it may be the host.
    """

    hello: str = ""
    elsewhere: list[Elsewhere] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        return []

    def complete(self, body: MailBody) -> MailBody:
        """Adds the panel of the booking, and what is free instead."""
        return replace(
            body,
            greeting=hello(self.hello),
            paragraphs=[*body.paragraphs, self.panel],
            after=[free_instead(self.elsewhere, self.facts)],
        )
