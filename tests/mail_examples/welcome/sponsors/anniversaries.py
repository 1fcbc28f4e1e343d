"""Examples of the mails of `bocage.welcome.sponsors.mails.anniversaries`."""

from bocage.welcome.sponsors.mails.anniversaries import StillSponsoredMail, StillSponsoringMail
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.sponsors.sponsorships import EXAMPLE_ID, EXAMPLE_PERSON


@example_of(StillSponsoringMail)
def still_sponsoring_mail(mail):
    return mail(
        sponsorship_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        other_name="Camille et Alex",
        years=1,
    )


@example_of(StillSponsoredMail)
def still_sponsored_mail(mail):
    return mail(
        sponsorship_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        other_name="Odile Prévost",
        years=2,
    )
