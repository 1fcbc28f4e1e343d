"""Examples of the mails of `bocage.outreach.prospects.mails`."""

from bocage.outreach.prospects.mails import ConfirmAddress
from tests.mail_examples.registry import example_of


@example_of(ConfirmAddress)
def confirm_address(mail):
    return mail(
        prospect_id="01938a4e-7c00-7000-8000-000000000081",
        email="camille@ville.example",
        words=["Je veux bien recevoir vos lettres, au plus deux par mois."],
    )
