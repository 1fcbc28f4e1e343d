"""Examples of the mails of `bocage.people.mails`."""

from datetime import UTC, datetime

from bocage.people.mails import (
    AccessOpened,
    AccountErased,
    AddressChanged,
    CodeMail,
    MandateEntrusted,
    MandateFollows,
    SecondFactorLoss,
    SecondFactorRemoved,
    SecurityChanged,
    SessionsEnded,
)
from tests.mail_examples.registry import example_of


@example_of(CodeMail)
def code_mail(mail):
    return mail(digits="048213", minutes=10)


@example_of(AddressChanged)
def address_changed(mail):
    return mail(at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


@example_of(SecurityChanged)
def security_changed(mail):
    return mail(change="webauthn_added", at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


@example_of(SessionsEnded)
def sessions_ended(mail):
    return mail(at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))


@example_of(SecondFactorLoss)
def second_factor_lost(mail):
    return mail(
        address="nadia@bocage.example",
        requested_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        due_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    )


@example_of(SecondFactorRemoved)
def second_factor_removed(mail):
    return mail(address="nadia@bocage.example", at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC))


@example_of(AccessOpened)
def access_opened(mail):
    return mail(
        access="token",
        name="Tableur du mois",
        scopes=["bookings:read", "bookings:write"],
        at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    )


@example_of(MandateEntrusted)
def mandate_entrusted(mail):
    return mail(role="host", scope="La Grange de Boitron", granted_by="Maëlle Guérin")


@example_of(MandateFollows)
def mandate_follows(mail):
    return mail(role="elected", former="Essay", commune="Boitron")


@example_of(AccountErased)
def account_erased(mail):
    return mail(
        number="2026-1A2B3C4D5E",
        at=datetime(2026, 9, 14, 9, 30, tzinfo=UTC),
        counts={"Vos réservations : mots, invités et notes": 12},
    )
