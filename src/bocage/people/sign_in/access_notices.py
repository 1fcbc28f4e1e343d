"""Whoever is the owner of an account hears of each door that is opened in it."""

from datetime import datetime

from bocage.people.mailing import write_to
from bocage.people.mails import AccessOpened
from bocage.people.models import Application, ApplicationConsent, Person, PersonalToken


def tell_token_made(token: PersonalToken, at: datetime) -> None:
    """A program may act in their name, with a token that was made in their session."""
    write_to(token.person, AccessOpened(way="token", name=token.name, scopes=token.scopes, at=at))


def tell_application_let_in(consent: ApplicationConsent) -> None:
    """An application may act in their name, or do more there than before."""
    mail = AccessOpened(
        way="application",
        name=consent.application.name,
        scopes=consent.scopes,
        at=consent.given_at,
    )
    write_to(consent.person, mail)


def tell_service_opened(service: Application, owner: Person, at: datetime) -> None:
    """A service acts with one of their mandates."""
    mail = AccessOpened(way="service", name=service.name, scopes=service.service_scopes, at=at)
    write_to(owner, mail)
