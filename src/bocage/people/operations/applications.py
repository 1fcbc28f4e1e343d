"""Applications: declared, opened as the service of a mandate, let in by people, and shut out."""

from collections.abc import Iterable
from datetime import datetime
from ipaddress import ip_address
from secrets import token_urlsafe
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from oauth2_provider.models import clear_expired

from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    ApplicationNameMissing,
    MandateIsOver,
    RedirectAddressRefused,
    ScopesUnknown,
    TooManyApplications,
)
from bocage.people.models import (
    DEMAND_A_SECOND_FACTOR,
    AccessToken,
    Application,
    ApplicationConsent,
    ApplicationGrant,
    Mandate,
    Person,
    RefreshToken,
)
from bocage.people.models.applications import CODE, SERVICE
from bocage.people.operations.tokens import checked_scopes, secret_digest
from bocage.people.sign_in.access_notifications import (
    notify_application_authorised,
    notify_service_created,
)
from bocage.people.tokens.scopes import OF_A_MANDATE

MAX_APPLICATIONS = 10
MAX_ADDRESSES = 5
LONGEST_NAME = 60
LONGEST_ADDRESS = 400


def declare_application(
    *,
    by: Person,
    name: str,
    redirect_addresses: Iterable[str],
    has_a_secret: bool,
    website: str = "",
) -> tuple[Application, str]:
    """Declares an application that will request consents; returns it with its secret.

    The secret is "" for an application that cannot protect one (a page, a mobile application).

    Raises:
        NotAllowed: a closed account.
        ApplicationNameMissing: `name` is empty or too long.
        RedirectAddressRefused: none, too many, or one that anybody could read.
        TooManyApplications: ten are declared already.
    """
    by.require("people.declare_application", by)
    addresses = _checked_addresses(redirect_addresses)
    secret = token_urlsafe(48) if has_a_secret else ""
    application = _create_application(
        by,
        name,
        secret,
        authorization_grant_type=CODE,
        redirect_uris=" ".join(addresses),
        allowed_origins=" ".join(sorted({_origin(address) for address in addresses} - {""})),
        website=website,
    )
    return application, secret


def open_service(
    *, by: Person, mandate: Mandate, name: str, scopes: Iterable[str]
) -> tuple[Application, str]:
    """Opens the account of a service, which acts with one mandate of `by`; returns it with its
    secret.

    It has no other right of `by`, and works as long as the mandate is in force.

    Raises:
        NotAllowed: the mandate is somebody else's, or requires a second factor.
        MandateIsOver: it is not in force.
        ScopesUnknown: none is chosen, or one does not belong to a mandate.
        ApplicationNameMissing, TooManyApplications: as `declare_application`.
    """
    by.require("people.open_service", mandate)
    if mandate.role in DEMAND_A_SECOND_FACTOR:
        raise NotAllowed
    if not mandate.holds_on(timezone.localdate()):
        raise MandateIsOver
    opened = checked_scopes(scopes)
    if set(opened) - OF_A_MANDATE:
        raise ScopesUnknown
    secret = token_urlsafe(48)
    with transaction.atomic():
        application = _create_application(
            by,
            name,
            secret,
            authorization_grant_type=SERVICE,
            mandate=mandate,
            service_scopes=opened,
        )
        notify_service_created(application, by, timezone.now())
    return application, secret


def remove_application(*, by: Person, application: Application) -> None:
    """Removes an application for everybody, with its tokens.

    Raises:
        NotAllowed: somebody else declared it.
    """
    by.require("people.remove_application", application)
    with transaction.atomic():
        Application.objects.filter(pk=application.pk).delete()


def give_consent(
    *,
    by: Person,
    application: Application,
    scopes: Iterable[str],
    with_second_factor: bool = False,
    now: datetime | None = None,
) -> ApplicationConsent:
    """Authorises an application to act in the name of `by`; replaces an earlier consent.

    They are notified, unless it may do no more than before.

    Raises:
        ScopesUnknown: none is requested, or one does not exist.
    """
    opened = checked_scopes(scopes)
    with transaction.atomic():
        before = _allowed_scopes(by, application)
        consent, _is_new = ApplicationConsent.objects.update_or_create(
            person=by,
            application=application,
            defaults={
                "scopes": opened,
                "made_with_second_factor": with_second_factor,
                "given_at": now or timezone.now(),
            },
        )
        if set(opened) - before:
            notify_application_authorised(consent)
    return consent


def withdraw_consent(*, by: Person, consent: ApplicationConsent) -> None:
    """Withdraws the consent of a person, and revokes the tokens of the application for their
    account.

    It is safe to call twice.

    Raises:
        NotAllowed: somebody else's consent.
    """
    by.require("people.withdraw_consent", consent)
    of_both = {"user": consent.person_id, "application": consent.application_id}
    with transaction.atomic():
        RefreshToken.objects.filter(**of_both).delete()
        AccessToken.objects.filter(**of_both).delete()
        ApplicationGrant.objects.filter(**of_both).delete()
        ApplicationConsent.objects.filter(pk=consent.pk).delete()


def forget_old_application_tokens() -> None:
    """Deletes the codes and tokens that open nothing any more. The night's task calls it."""
    clear_expired()


def _allowed_scopes(person: Person, application: Application) -> set[str]:
    """Returns the current scopes of an application, and locks the consent until the transaction
    ends.
    """
    consents = lock_rows(ApplicationConsent.objects.all())
    scopes = consents.filter(person=person, application=application).values_list(
        "scopes", flat=True
    )
    return set(scopes.first() or ())


def _create_application(by: Person, name: str, secret: str, **fields: object) -> Application:
    trimmed_name = name.strip()
    if not trimmed_name or len(trimmed_name) > LONGEST_NAME:
        raise ApplicationNameMissing
    with transaction.atomic():
        # Serialises the requests of a person, so that concurrent ones are all counted.
        lock_rows(Person.objects.all()).only("pk").get(pk=by.pk)
        if Application.objects.filter(user=by).count() >= MAX_APPLICATIONS:
            raise TooManyApplications
        credentials = {"client_secret": secret_digest(secret) if secret else "", "user": by}
        kind = Application.CLIENT_CONFIDENTIAL if secret else Application.CLIENT_PUBLIC
        application: Application = Application.objects.create(
            name=trimmed_name,
            client_id=token_urlsafe(16),
            client_type=kind,
            hash_client_secret=False,
            **credentials,
            **fields,
        )
    return application


def _checked_addresses(addresses: Iterable[str]) -> list[str]:
    distinct_addresses = list(dict.fromkeys(addresses))
    if (
        not distinct_addresses
        or len(distinct_addresses) > MAX_ADDRESSES
        or not all(map(_is_fit, distinct_addresses))
    ):
        raise RedirectAddressRefused
    return distinct_addresses


def _is_fit(address: str) -> bool:
    """Checks whether a code may be sent there: by HTTPS, or to a loopback address."""
    if len(address) > LONGEST_ADDRESS or not address.isascii() or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        hostname, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not hostname or "@" in parts.netloc or set(" #*\\") & set(address):
        return False
    if parts.scheme == "https":
        return "." in hostname or ":" in hostname
    return parts.scheme == "http" and _is_loopback(hostname)


def _is_loopback(hostname: str) -> bool:
    try:
        return ip_address(hostname).is_loopback
    except ValueError:
        return False


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"https://{parts.netloc}" if parts.scheme == "https" else ""
