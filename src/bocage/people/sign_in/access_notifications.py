"""Notices to the owner of an account about each new way to sign in to it."""

from datetime import datetime

from bocage.people.mailing import write_to
from bocage.people.mails import AccessOpened
from bocage.people.models import Application, ApplicationConsent, Person, PersonalToken


def notify_token_created(token: PersonalToken, at: datetime) -> None:
    """Notifies the holder by mail that a token was made in their session."""
    write_to(
        token.person, AccessOpened(access="token", name=token.name, scopes=token.scopes, at=at)
    )


def notify_application_authorised(consent: ApplicationConsent) -> None:
    """Notifies the person by mail that an application may act in their name, or do more there than
    before.
    """
    mail = AccessOpened(
        access="application",
        name=consent.application.name,
        scopes=consent.scopes,
        at=consent.given_at,
    )
    write_to(consent.person, mail)


def notify_service_created(service: Application, owner: Person, at: datetime) -> None:
    """Notifies the owner by mail that a service acts with one of their mandates."""
    mail = AccessOpened(access="service", name=service.name, scopes=service.service_scopes, at=at)
    write_to(owner, mail)
