"""Examples of the mails of `bocage.network.members.mails.guests`."""

from datetime import date

from bocage.network.members.mails.guests import GuestMail
from tests.mail_examples.registry import example_of


@example_of(GuestMail)
def guest_mail(mail):
    return mail(member_id="01938a4e-7c00-7000-8000-000000000071", until=date(2027, 2, 24))
