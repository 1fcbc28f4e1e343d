"""Examples of the mails of `bocage.workspaces.waitlist.mails`."""

from datetime import datetime
from uuid import UUID

from bocage.workspaces.waitlist.mails import OfferLapsedMail, OfferMail, WaitEndedMail
from tests.mail_examples.registry import example_of
from tests.mail_examples.workspaces.bookings.bookings import EXAMPLE

EXAMPLE_ENTRY = UUID("0199b7a4-0000-7000-8000-000000000004")


@example_of(OfferMail)
def offer_mail(mail):
    return mail(
        facts=EXAMPLE,
        hello="Camille",
        entry_id=EXAMPLE_ENTRY,
        held_until=datetime.fromisoformat("2026-11-24T17:00:00+00:00"),
    )


@example_of(OfferLapsedMail)
def offer_lapsed_mail(mail):
    return mail(facts=EXAMPLE, hello="Camille")


@example_of(WaitEndedMail)
def wait_ended_mail(mail):
    return mail(facts=EXAMPLE, hello="Camille")
