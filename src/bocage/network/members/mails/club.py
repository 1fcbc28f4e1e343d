"""The base of the messages of the club."""

from dataclasses import replace
from typing import ClassVar

from bocage.foundation.mail.body import BodyMail, MailBody


class ClubMail(BodyMail):
    """Base of the club's mails, which have a subject and a body but no greeting."""

    priority: ClassVar[int] = 0

    def complete(self, body: MailBody) -> MailBody:
        """Leaves out the greeting."""
        return replace(body, greeting="")
