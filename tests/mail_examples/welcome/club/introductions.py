"""Examples of the mails of `bocage.welcome.club.mails`."""

from uuid import UUID

from bocage.welcome.club.mails import MembersProposed, MemberWilling, WouldYouMeet
from tests.mail_examples.registry import example_of

EXAMPLE = UUID("0199b7a4-0000-7000-8000-0000000000b1")

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-0000000000b2")


@example_of(MembersProposed)
def members_proposed(mail):
    return mail(lines=["Nadia Prigent : graphiste", "Yann Le Goff : développeur"])


@example_of(WouldYouMeet)
def would_you_meet(mail):
    return mail(
        meeting_id=EXAMPLE,
        person_id=EXAMPLE_PERSON,
        first_name="Camille",
        trade="graphiste",
        commune="Boitron",
    )


@example_of(MemberWilling)
def member_willing(mail):
    return mail(name="Nadia Prigent", member_id=EXAMPLE)
