"""Examples of the mails of `bocage.welcome.helpers.mails`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.welcome.helpers.mails import (
    HelperAddedMail,
    HelperAnsweredMail,
    HelperThankedMail,
    HelpFoundMail,
    HelpRequestMail,
    NobodyWaitsMail,
    StillAgreedMail,
)
from tests.mail_examples.registry import example_of

EXAMPLE_HELPER = UUID("0199b7a4-0000-7000-8000-0000000000b1")

EXAMPLE_REQUEST = UUID("0199b7a4-0000-7000-8000-0000000000b2")

EXAMPLE_PROJECT = UUID("0199b7a4-0000-7000-8000-0000000000b3")

EXAMPLE_WORDS = "Un ménage aimerait visiter et inscrire près de Boitron : école."


@example_of(HelperAddedMail)
def in_the_book_mail(mail):
    return mail(
        helper_id=EXAMPLE_HELPER,
        helper_name="Odile Prévost",
        role="direction d’école",
        can_do="Faire visiter l’école le mercredi, expliquer les inscriptions.",
        max_per_month=2,
        added_by="Claire Dubois",
        available_from=datetime(2026, 12, 4, 9, 0, tzinfo=UTC),
    )


@example_of(HelpRequestMail)
def help_asked_mail(mail):
    return mail(
        helper_id=EXAMPLE_HELPER,
        helper_name="Odile Prévost",
        request_id=EXAMPLE_REQUEST,
        first_names="Camille et Jean",
        words=EXAMPLE_WORDS,
        requested_by="Claire Dubois",
    )


@example_of(NobodyWaitsMail)
def nobody_waits_mail(mail):
    return mail(
        helper_id=EXAMPLE_HELPER, helper_name="Odile Prévost", first_names="Camille et Jean"
    )


@example_of(HelperThankedMail)
def helper_thanked_mail(mail):
    return mail(
        helper_id=EXAMPLE_HELPER,
        helper_name="Odile Prévost",
        first_names="Camille et Jean",
        thanked_by="Claire Dubois",
    )


@example_of(StillAgreedMail)
def still_agreed_mail(mail):
    return mail(
        helper_id=EXAMPLE_HELPER,
        helper_name="Odile Prévost",
        can_do="Faire visiter l’école le mercredi.",
    )


@example_of(HelperAnsweredMail)
def helper_answered_mail(mail):
    return mail(
        helper_name="Odile Prévost",
        household="Famille Marchand",
        project_id=EXAMPLE_PROJECT,
        answer="yes",
        words="Passez mercredi à 10 h, je vous montrerai la classe.",
    )


@example_of(HelpFoundMail)
def help_found_mail(mail):
    return mail(
        helper_name="Odile Prévost",
        role="direction d’école",
        commune="Boitron",
        need=EXAMPLE_WORDS,
        email="odile@ecole.example",
        phone="02 33 00 00 00",
        words="Passez mercredi à 10 h, je vous montrerai la classe.",
    )
