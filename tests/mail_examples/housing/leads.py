"""Examples of the mails of `bocage.housing.leads.mails`."""

from datetime import datetime
from uuid import UUID

from bocage.housing.leads.formatting import LeadFacts
from bocage.housing.leads.mails import (
    LeadEndedMail,
    LeadSharedMail,
    LeadStaleMail,
    LeadToReadMail,
    NumberAskedMail,
    NumberGivenMail,
    NumberRefusedMail,
    StillFreeMail,
)
from tests.mail_examples.registry import example_of

EXAMPLE = LeadFacts(
    lead_id=UUID("0199b7a4-0000-7000-8000-00000000000a"),
    commune_name="Boitron",
    kind="house",
    market="sale",
    price_from_eur=90_000,
    price_to_eur=120_000,
    surface_m2=100,
    rooms=4,
)

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-000000000003")

EXAMPLE_CANDIDATE = UUID("0199b7a4-0000-7000-8000-000000000004")

EXAMPLE_WHERE = "Au bout du chemin de la Croix"


@example_of(LeadToReadMail)
def lead_to_read_mail(mail):
    return mail(
        lead=EXAMPLE,
        person_id=EXAMPLE_PERSON,
        about_where=EXAMPLE_WHERE,
        reported_by="Odile Prévost",
    )


@example_of(LeadSharedMail)
def lead_shared_mail(mail):
    return mail(lead=EXAMPLE)


@example_of(StillFreeMail)
def still_free_mail(mail):
    return mail(
        lead=EXAMPLE,
        person_id=EXAMPLE_PERSON,
        about_where=EXAMPLE_WHERE,
        confirmed_at=datetime.fromisoformat("2026-10-20T09:00:00+00:00"),
    )


@example_of(LeadStaleMail)
def lead_stale_mail(mail):
    return mail(lead=EXAMPLE, person_id=EXAMPLE_PERSON, about_where=EXAMPLE_WHERE)


@example_of(NumberAskedMail)
def number_asked_mail(mail):
    return mail(
        lead=EXAMPLE,
        person_id=EXAMPLE_PERSON,
        about_where=EXAMPLE_WHERE,
        candidate_id=EXAMPLE_CANDIDATE,
        candidate="Camille Ferrand",
        words_of_candidate="Nous sommes quatre, et nous passons à Boitron samedi.",
        is_for_candidates=False,
    )


@example_of(NumberGivenMail)
def number_given_mail(mail):
    return mail(lead=EXAMPLE)


@example_of(NumberRefusedMail)
def number_refused_mail(mail):
    return mail(lead=EXAMPLE)


@example_of(LeadEndedMail)
def lead_ended_mail(mail):
    return mail(lead=EXAMPLE)
