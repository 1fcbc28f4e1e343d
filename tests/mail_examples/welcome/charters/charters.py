"""Examples of the mails of `bocage.welcome.charters.mails`."""

from datetime import date
from uuid import UUID

from bocage.welcome.charters.mails import (
    CharterFollowsMail,
    CharterSignedMail,
    ChartersJoinedMail,
    CharterToSignMail,
    CommitmentsDueMail,
    CommitmentsLateMail,
    PromiseFacts,
)
from tests.mail_examples.registry import example_of

EXAMPLES = [
    PromiseFacts(kind="referent", words="", due_on=date(2027, 3, 1)),
    PromiseFacts(kind="own", words="Rouvrir le local de l’ancienne poste", due_on=date(2027, 9, 1)),
]


@example_of(CharterToSignMail)
def charter_to_sign_mail(mail):
    return mail(
        commune_name="Boitron",
        commune_code="61051",
        person_id=UUID("0199b7a4-0000-7000-8000-000000000003"),
        requested_by="Nadia Benali",
    )


@example_of(CharterSignedMail)
def charter_signed_mail(mail):
    return mail(
        commune_name="Boitron",
        commune_code="61051",
        promises=EXAMPLES,
        signer="Odile Prévost, maire",
    )


@example_of(CharterFollowsMail)
def charter_follows_mail(mail):
    return mail(
        commune_name="Boitron",
        commune_code="61051",
        promises=EXAMPLES,
        former_name="Essay",
        signer="Odile Prévost, maire",
    )


@example_of(ChartersJoinedMail)
def charters_joined_mail(mail):
    return mail(
        commune_name="Boitron",
        commune_code="61051",
        promises=EXAMPLES,
        former_name="Essay",
        signer="Odile Prévost, maire",
        ended_signer="Jean Roussel, maire",
    )


@example_of(CommitmentsDueMail)
def commitments_due_mail(mail):
    return mail(commune_name="Boitron", commune_code="61051", promises=EXAMPLES)


@example_of(CommitmentsLateMail)
def commitments_late_mail(mail):
    return mail(commune_name="Boitron", commune_code="61051", promises=EXAMPLES)
