"""Examples of the mails of `bocage.welcome.sponsors.mails.sponsorships`."""

from uuid import UUID

from bocage.welcome.sponsors.household import NO_HOUSEHOLD, HouseholdFacts
from bocage.welcome.sponsors.mails.sponsorships import (
    ContactGivenMail,
    HouseholdGoneMail,
    NotNeededAnyMoreMail,
    SponsorFoundMail,
    SponsorshipBeginsMail,
    SponsorshipNewsMail,
    SponsorshipOverMail,
    SponsorshipPassedOnMail,
    SponsorshipRequestMail,
)
from tests.mail_examples.registry import example_of

EXAMPLE_ID = UUID("0199b7a4-0000-7000-8000-0000000000a1")

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-0000000000a2")

EXAMPLE_PROJECT = UUID("0199b7a4-0000-7000-8000-0000000000a3")

EXAMPLE = HouseholdFacts(
    first_names="Camille et Alex",
    adults=2,
    children=2,
    work="graphiste",
    languages="français, anglais",
    origin="Paris",
    location="Boitron",
    moved_in="2027-04",
)


@example_of(SponsorshipRequestMail)
def asked_to_sponsor_mail(mail):
    return mail(
        sponsorship_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        household=EXAMPLE,
        reasons="de Boitron même, a aussi des enfants à la maison",
    )


@example_of(SponsorshipPassedOnMail)
def another_is_asked_mail(mail):
    return mail(
        sponsorship_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        household=EXAMPLE,
        has_next_sponsor=True,
    )


@example_of(NotNeededAnyMoreMail)
def not_needed_any_more_mail(mail):
    return mail(
        sponsorship_id=EXAMPLE_ID, person_id=EXAMPLE_PERSON, household=EXAMPLE, was_taken=True
    )


@example_of(HouseholdGoneMail)
def household_gone_mail(mail):
    return mail(sponsorship_id=EXAMPLE_ID, person_id=EXAMPLE_PERSON, household=NO_HOUSEHOLD)


@example_of(SponsorshipBeginsMail)
def sponsorship_begins_mail(mail):
    return mail(sponsorship_id=EXAMPLE_ID, person_id=EXAMPLE_PERSON, household=EXAMPLE)


@example_of(ContactGivenMail)
def contact_given_mail(mail):
    return mail(sponsorship_id=EXAMPLE_ID, person_id=EXAMPLE_PERSON, household=EXAMPLE)


@example_of(SponsorFoundMail)
def sponsor_found_mail(mail):
    return mail(
        sponsorship_id=EXAMPLE_ID,
        person_id=EXAMPLE_PERSON,
        sponsor="Odile Prévost",
        commune="Boitron",
        trade="infirmière",
        words="Adjointe au maire, deux enfants au collège d’Essay.",
        phone="02 33 00 00 00",
    )


@example_of(SponsorshipOverMail)
def sponsorship_over_mail(mail):
    return mail(link="exemple", other_name="Odile Prévost", is_for_sponsor=False)


@example_of(SponsorshipNewsMail)
def sponsorship_news_mail(mail):
    return mail(
        project_id=EXAMPLE_PROJECT,
        household="Famille Marchand",
        news="accepted",
        sponsor="Odile Prévost",
    )
