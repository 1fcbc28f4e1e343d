"""Personal tokens: created, shown once, and revoked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.people.errors import (
    ScopesUnknown,
    TokenLifetimeUnknown,
    TokenNameMissing,
    TooManyTokens,
)
from bocage.people.models import Person, PersonalToken
from bocage.people.sign_in.access_notifications import notify_token_created
from bocage.people.tokens.scopes import ApiScope

PREFIX = "bocage_"
"""Prefix by which scanners of leaked secrets recognise our tokens."""
MAX_TOKENS = 20
LIFETIMES_DAYS = (30, 90, 365)
RETENTION = timedelta(days=90)
LONGEST_NAME = 60


def make_token(
    *,
    by: Person,
    person: Person,
    name: str,
    scopes: Iterable[str],
    days: int,
    with_second_factor: bool = False,
    now: datetime | None = None,
) -> tuple[PersonalToken, str]:
    """Creates a token of a person for `days` days, and returns it with its secret.

    The secret is never shown again. The owner is notified by mail, which reveals a session left
    open. `with_second_factor` is True if the current session has one.

    Raises:
        NotAllowed: somebody else's account.
        TokenNameMissing: `name` is empty or too long.
        ScopesUnknown: none is chosen, or one does not exist.
        TokenLifetimeUnknown: `days` is not one of `LIFETIMES_DAYS`.
        TooManyTokens: twenty are in force already.
    """
    by.require("people.make_token", person)
    trimmed_name, opened = name.strip(), checked_scopes(scopes)
    if not trimmed_name or len(trimmed_name) > LONGEST_NAME:
        raise TokenNameMissing
    if days not in LIFETIMES_DAYS:
        raise TokenLifetimeUnknown
    moment = now or timezone.now()
    secret = PREFIX + token_urlsafe(32)
    with transaction.atomic():
        # Serialises the requests of a person, so that concurrent ones are all counted.
        lock_rows(Person.objects.all()).only("pk").get(pk=person.pk)
        if PersonalToken.objects.filter(person=person).in_force(moment).count() >= MAX_TOKENS:
            raise TooManyTokens
        token = PersonalToken.objects.create(
            person=person,
            name=trimmed_name,
            digest=secret_digest(secret),
            last_letters=secret[-4:],
            scopes=opened,
            made_with_second_factor=with_second_factor,
            expires_at=moment + timedelta(days=days),
        )
        notify_token_created(token, moment)
    return token, secret


def revoke_token(*, by: Person, token: PersonalToken, now: datetime | None = None) -> PersonalToken:
    """Revokes a token at once. A second call leaves the time of the first.

    Raises:
        NotAllowed: somebody else's token.
    """
    by.require("people.revoke_token", token)
    with transaction.atomic():
        locked = lock_row(token)
        if locked.revoked_at is None:
            locked.revoked_at = now or timezone.now()
            locked.save(update_fields=["revoked_at"])
    token.revoked_at = locked.revoked_at
    return token


def forget_old_tokens(*, now: datetime | None = None) -> int:
    """Deletes the tokens that have opened nothing for three months, and returns how many. The
    night's task calls it.
    """
    moment = (now or timezone.now()) - RETENTION
    over = PersonalToken.objects.filter(expires_at__lt=moment) | PersonalToken.objects.filter(
        revoked_at__lt=moment
    )
    deleted, _by_table = over.delete()
    return deleted


def checked_scopes(scopes: Iterable[str]) -> list[str]:
    """Returns the scopes, each once, in the order of `ApiScope`.

    Raises:
        ScopesUnknown: none is chosen, or one does not exist.
    """
    requested = set(scopes)
    if not requested or requested - set(ApiScope.values):
        raise ScopesUnknown
    return [scope for scope in ApiScope.values if scope in requested]


def secret_digest(secret: str) -> str:
    """Returns the digest stored in place of a secret: with 256 random bits, a plain SHA-256 is
    enough.
    """
    return sha256(secret.encode()).hexdigest()
