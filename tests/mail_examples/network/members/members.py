"""Examples of the mails of `bocage.network.members.mails.members`."""

from datetime import date

from bocage.network.members.mails.members import (
    MembershipMail,
    MembershipRefused,
    MembershipRequested,
)
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000071"


@example_of(MembershipRequested)
def membership_asked(mail):
    return mail(name="Nadia Prigent", headline="Graphiste indépendante", commune_name="Boitron")


@example_of(MembershipMail)
def membership_mail(mail):
    return mail(member_id=EXAMPLE, until=date(2027, 11, 24))


@example_of(MembershipRefused)
def membership_refused(mail):
    return mail(refusal="Le club réunit les professionnels qui travaillent depuis l’Orne.")
