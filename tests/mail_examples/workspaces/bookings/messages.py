"""Examples of the mails of `bocage.workspaces.bookings.mails.messages`."""

from bocage.workspaces.bookings.mails.messages import ReminderMail
from bocage.workspaces.scheduling.access_notes import ACCESS_VISIBLE_BEFORE
from tests.mail_examples.registry import example_of
from tests.mail_examples.workspaces.bookings.bookings import EXAMPLE


@example_of(ReminderMail)
def reminder_mail(mail):
    return mail(
        facts=EXAMPLE,
        hello="Camille",
        access_visible_from=EXAMPLE.starts_at - ACCESS_VISIBLE_BEFORE,
    )
