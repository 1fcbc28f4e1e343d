"""Examples of the mails of `bocage.welcome.sponsors.mails.becoming_sponsor`."""

from uuid import UUID

from bocage.welcome.sponsors.mails.becoming_sponsor import (
    NowASponsorMail,
    SponsorNotRetainedMail,
    SponsorOfferedMail,
    SponsorToConfirmMail,
    SponsorWantedMail,
)
from tests.mail_examples.registry import example_of

EXAMPLE_ID = UUID("0199b7a4-0000-7000-8000-0000000000a1")

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-0000000000a2")


@example_of(SponsorOfferedMail)
def sponsor_offered_mail(mail):
    return mail(
        profile_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        commune="Boitron",
        offered_by="Odile Prévost",
    )


@example_of(SponsorToConfirmMail)
def sponsor_to_confirm_mail(mail):
    return mail(
        profile_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        name="Yves Lecointe",
        commune="Boitron",
        trade="menuisier",
        words="J’ai moi-même été bien accueilli il y a vingt ans.",
    )


@example_of(NowASponsorMail)
def now_asponsor_mail(mail):
    return mail(profile_id=EXAMPLE_ID, commune="Boitron")


@example_of(SponsorNotRetainedMail)
def sponsor_not_retained_mail(mail):
    return mail(commune="Boitron")


@example_of(SponsorWantedMail)
def sponsor_wanted_mail(mail):
    return mail(person_id=EXAMPLE_PERSON, commune_code="61051", commune_name="Boitron")
