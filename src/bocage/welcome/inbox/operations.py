"""Decisions of the welcome team on held mails."""

from datetime import datetime

from django.db import transaction

from bocage.foundation.mail.receiving import close_received
from bocage.foundation.models import ReceivedMail
from bocage.people.models import Person
from bocage.welcome.inbox.errors import NotForAHousehold
from bocage.welcome.inbox.waiting_mails import households_of_mails
from bocage.welcome.messages.operations.thread import write_to_team
from bocage.welcome.projects.models.messages import ProjectMessage


def accept_held_mail(
    *, by: Person, received: ReceivedMail, now: datetime | None = None
) -> ProjectMessage | None:
    """Adds the text of a held mail to the household's thread, whatever its sender's address.
    Returns None if another person has handled it meanwhile.

    Raises:
        NotAllowed: `by` may not read this mail.
        NotForAHousehold: no household that `by` follows can be identified, or the mail did not
            arrive.
    """
    by.require("welcome.look_at_mail", received)
    project = households_of_mails([received], by).get(received.pk)
    if project is None:
        raise NotForAHousehold
    with transaction.atomic():
        if not close_received(received, by=by.pk, now=now):
            return None
        return write_to_team(
            by=None,
            project=project,
            words=received.words or received.whole,
            channel=ProjectMessage.Channel.MAIL,
            mail_id=received.message_id,
            left_out=received.attachments,
            now=now,
        )


def set_mail_aside(*, by: Person, received: ReceivedMail, now: datetime | None = None) -> None:
    """Marks a mail as handled without any action. Idempotent.

    Raises:
        NotAllowed: `by` does not look at this mail.
    """
    by.require("welcome.look_at_mail", received)
    with transaction.atomic():
        close_received(received, by=by.pk, now=now)
