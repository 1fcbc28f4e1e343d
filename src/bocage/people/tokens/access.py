"""Callers of the API: people, by tokens that are limited to scopes.

    caller = caller_of(request)
    if caller is None:            # no token: public data only
        ...
    caller.require(ApiScope.BOOKINGS_WRITE)
    book_resource(by=caller.person, ...)

A session of the site gives no access, against requests forged by other sites. The policies of the
rooms are checked for `caller.person`, as on the pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pghistory
from django.http import HttpRequest
from django.utils import timezone

from bocage.foundation.http.row_security import read_for
from bocage.people.errors import ScopeMissing, SecondFactorMissing, TokenInvalid
from bocage.people.models import (
    DEMAND_A_SECOND_FACTOR,
    Application,
    ApplicationConsent,
    Mandate,
    Person,
    PersonalToken,
)
from bocage.people.models.applications import access_tokens_by_checksum
from bocage.people.models.tokens import tokens_by_digest
from bocage.people.operations.tokens import PREFIX, secret_digest
from bocage.people.policies import demands_second_factor
from bocage.people.tokens.scopes import ApiScope

USE_NOTED_EVERY = timedelta(hours=1)
LONGEST_SECRET = 200
_READ_ALREADY = "_api_caller"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Person in whose name a token calls the API, and the scopes of the token.

    `key` identifies the token, for rate limits and idempotency keys: each token has its own.
    """

    person: Person
    scopes: frozenset[str]
    key: str

    def may(self, scope: str) -> bool:
        """Checks whether the token has this scope; whether the person may act is decided by a
        policy.
        """
        return scope in self.scopes

    def require(self, scope: str) -> None:
        """Goes on where the token opens this.

        Raises:
            ScopeMissing: it does not; the refusal names the scope.
        """
        if not self.may(scope):
            raise ScopeMissing(ApiScope(scope))


def caller_of(request: HttpRequest, *, now: datetime | None = None) -> Caller | None:
    """Returns the caller that the header `Authorization: Bearer …` names; None without the header.

    One statement, a second for a person who was given mandates, which any policy reads, and one
    more each hour to record that the token is in use. Changes made by the request are recorded in
    the history under the name of the person, with the token.

    Raises:
        TokenInvalid: unknown, expired, revoked, of an account that is closed or of an application
            that was removed.
        SecondFactorMissing: a mandate of the person requires a second factor, which this token
            lacks.
    """
    if not hasattr(request, _READ_ALREADY):
        setattr(request, _READ_ALREADY, _read_caller(request, now or timezone.now()))
    caller: Caller | None = getattr(request, _READ_ALREADY)
    return caller


def _read_caller(request: HttpRequest, now: datetime) -> Caller | None:
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _space, secret = header.partition(" ")
    secret = secret.strip()
    if scheme.lower() != "bearer" or not secret.isascii() or len(secret) > LONGEST_SECRET:
        raise TokenInvalid
    if secret.startswith(PREFIX):
        return _by_token(secret, now)
    return _by_application(secret, now)


def _by_token(secret: str, now: datetime) -> Caller:
    token = tokens_by_digest.get(secret_digest(secret))
    if token is None or not token.is_in_force(now) or not token.person.is_active:
        raise TokenInvalid
    if not token.has_been_given_mandates:
        token.person.hold_no_mandate()
    if demands_second_factor(token.person) and not token.made_with_second_factor:
        raise SecondFactorMissing
    _note_use(token, now)
    pghistory.context(person=str(token.person_id), token=str(token.pk))
    read_for(token.person_id)
    return Caller(person=token.person, scopes=frozenset(token.scopes), key=f"token:{token.pk}")


def _by_application(secret: str, now: datetime) -> Caller:
    token = access_tokens_by_checksum.get(secret_digest(secret))
    if token is None or token.application is None or token.expires <= now:
        raise TokenInvalid
    if token.user is None:
        return _by_service(token.application, token.scope.split(), now)
    consent = ApplicationConsent.objects.filter(
        person=token.user, application=token.application
    ).first()
    if consent is None or not token.user.is_active:
        raise TokenInvalid
    if demands_second_factor(token.user) and not consent.made_with_second_factor:
        raise SecondFactorMissing
    _note_use(consent, now)
    person, application = str(consent.person_id), str(consent.application_id)
    pghistory.context(person=person, application=application)
    read_for(consent.person_id)
    return Caller(
        person=token.user,
        scopes=frozenset(token.scope.split()) & frozenset(consent.scopes),
        key=f"application:{application}:{person}",
    )


def _by_service(application: Application, scopes: Iterable[str], now: datetime) -> Caller:
    """Returns the caller of a service: one mandate of a person while in force, and nothing else."""
    mandate = Mandate.objects.select_related("person").filter(pk=application.mandate_id).first()
    if mandate is None or not mandate.holds_on(timezone.localdate(now)):
        raise TokenInvalid
    person = mandate.person
    if not person.is_active or mandate.role in DEMAND_A_SECOND_FACTOR:
        raise TokenInvalid
    person.only_mandate = mandate.pk
    _note_use(application, now)
    pghistory.context(person=str(person.pk), application=str(application.pk))
    read_for(person.pk)
    return Caller(
        person=person,
        scopes=frozenset(scopes) & frozenset(application.service_scopes),
        key=f"application:{application.pk}",
    )


def _note_use(used: PersonalToken | ApplicationConsent | Application, now: datetime) -> None:
    if used.last_used_at is None or now - used.last_used_at > USE_NOTED_EVERY:
        used.last_used_at = now
        used.save(update_fields=["last_used_at"])
