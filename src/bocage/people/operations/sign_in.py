"""Codes sent to an address, to sign in or to change the address of an account.

Requesting a code reads no account, so that it takes equal work with or without one. The account of
a new address is created when the code is confirmed, hence by a reader of this mailbox.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.events import publish
from bocage.foundation.keyed_digests import is_digest_of, keyed_digest
from bocage.foundation.mail import send_mail
from bocage.people.addresses import normalise_address
from bocage.people.errors import AccountClosed, AddressTaken, CodeOver, NotAnAddress, WrongCode
from bocage.people.events import AddressOfPersonChanged
from bocage.people.limits import LONGEST_WINDOW
from bocage.people.mails import AddressChanged, AddressCodeMail, CodeMail, SignInCodeMail
from bocage.people.models import AttemptCount, KnownBrowser, Person, SignInCode
from bocage.people.operations.code_limits import (
    count_code_for_another_address,
    count_code_of_a_browser,
    count_code_of_a_person,
    count_code_of_a_stranger,
)
from bocage.people.operations.known_browsers import forget_browsers_of
from bocage.people.operations.persons import person_of_address

logger = structlog.get_logger("bocage.security")

DIGEST = "bocage.people.sign_in"
LIFETIME = timedelta(minutes=10)
CODE_RETENTION = timedelta(days=1)
"""Retention of a code after its end."""
SHARED_FOR = timedelta(minutes=1)
"""Period in which unknown browsers that request codes for one address share the digits of one mail.
"""


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Browser that requests a code without a session: its network address and its proofs."""

    network_address: str
    known_browser: KnownBrowser | None = None
    has_worked: bool = False
    """True if it brings a proof of work (`people.limits.spend_work`)."""


def request_code(
    *, email: str, language: str, asker: Asker, now: datetime | None = None
) -> SignInCode:
    """Sends six digits to an address, in the language of the page.

    A browser that signed in before is sent digits of its own. The others share those of a mail
    that left within the minute. An address has at most 46 codes of five attempts in a day: guessing
    one has a chance of 1 in 4,300.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        TooManyAttempts, TooManyCodes, WorkNeeded: too many codes (`code_limits`).
    """
    address, moment = _checked(email), now or timezone.now()
    if asker.known_browser is not None:
        count_code_of_a_browser(asker.known_browser, now=moment)
        return _send_code(SignInCodeMail, address, language, moment)
    count_code_of_a_stranger(
        address, asker.network_address, has_worked=asker.has_worked, now=moment
    )
    return _share_or_send_code(address, language, moment)


def request_confirmation_code(
    *, by: Person, language: str, now: datetime | None = None
) -> SignInCode:
    """Sends six digits to a person whose session is open, to confirm their identity.

    Raises:
        TooManyAttempts: too many codes were requested in their sessions.
    """
    moment = now or timezone.now()
    count_code_of_a_person(by, now=moment)
    return _send_code(SignInCodeMail, by.email, language, moment)


def request_address_code(*, by: Person, email: str, now: datetime | None = None) -> SignInCode:
    """Sends six digits to the address that a person wants for their account.

    It does not check whether another account has the address, which must not be revealed before the
    mailbox is confirmed. `change_address` checks it.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        TooManyAttempts, TooManyCodes: too many codes for them, or for this address.
    """
    address, moment = _checked(email), now or timezone.now()
    count_code_for_another_address(by, address, now=moment)
    return _send_code(AddressCodeMail, address, by.language, moment)


def request_another_code(
    *, code: SignInCode, language: str, asker: Asker, now: datetime | None = None
) -> SignInCode:
    """Sends digits again to the address of a code, which no longer serves in this browser.

    Raises:
        TooManyAttempts, TooManyCodes, WorkNeeded: as `request_code` does.
    """
    new_code = request_code(email=code.email, language=language, asker=asker, now=now)
    # The row stays: other browsers may share its digits.
    SignInCode.objects.filter(pk=code.pk).update(attempts=SignInCode.MAX_ATTEMPTS)
    return new_code


def confirm_code(
    *, code_id: UUID, digits: str, language: str = "fr", now: datetime | None = None
) -> Person:
    """Returns the person to whom the code was sent, with a new account if there was none.

    Raises:
        CodeOver: unknown, too old, already used, or tried too often.
        WrongCode: other digits.
        AccountClosed: the account of this address was closed.
    """
    address = _spend_code(code_id, digits, now or timezone.now())
    return _confirmed_person(address, language)


def confirm_identity(
    *, by: Person, code_id: UUID, digits: str, now: datetime | None = None
) -> Person:
    """Proves that who holds this session reads the mailbox of its account.

    Raises:
        CodeOver: as `confirm_code`, or sent to an address that the account has no longer.
        WrongCode: other digits.
    """
    if _spend_code(code_id, digits, now or timezone.now()) != by.email:
        raise CodeOver
    return by


def change_address(
    *, by: Person, code_id: UUID, digits: str, now: datetime | None = None
) -> Person:
    """Gives the account the address to which the digits were sent, and notifies the former one.

    Raises:
        CodeOver: unknown, too old, already used, or tried too often.
        WrongCode: other digits.
        NotAllowed: the account is closed.
        AddressTaken: another account has this address.
    """
    by.require("people.change_address", by)
    moment = now or timezone.now()
    address = _spend_code(code_id, digits, moment)
    with transaction.atomic():
        person = lock_row(by)
        former = person.email
        if address == former:
            return person
        _write_address(person, address)
        forget_browsers_of(person)
        send_mail(AddressChanged(at=moment), to=former, language=person.language, person=person)
        publish(AddressOfPersonChanged(person_id=person.pk))
    return person


def forget_old_attempts(*, now: datetime | None = None) -> None:
    """Deletes expired codes and counts. The nightly task calls it."""
    moment = now or timezone.now()
    SignInCode.objects.filter(expires_at__lt=moment - CODE_RETENTION).delete()
    AttemptCount.objects.filter(opened_at__lt=moment - LONGEST_WINDOW).delete()


def _checked(email: str) -> str:
    try:
        return normalise_address(email)
    except ValidationError:
        raise NotAnAddress from None


def _send_code(
    mail: type[CodeMail], address: str, language: str, moment: datetime, **fields: bool
) -> SignInCode:
    digits = f"{secrets.randbelow(10**6):06d}"
    identifier = new_identifier()
    with transaction.atomic():
        code = SignInCode.objects.create(
            pk=identifier,
            email=address,
            digest=keyed_digest(DIGEST, _digest_input(identifier, digits)),
            created_at=moment,
            expires_at=moment + LIFETIME,
            **fields,
        )
        minutes = int(LIFETIME.total_seconds() // 60)
        send_mail(mail(digits=digits, minutes=minutes), to=address, language=language)
    return code


@transaction.atomic
def _share_or_send_code(address: str, language: str, moment: datetime) -> SignInCode:
    """Returns a code for an unknown browser: that of a mail of this minute, or of a new one."""
    take_advisory_lock(f"people.sign_in:{address}")
    of_this_minute = SignInCode.objects.filter(
        email=address, may_be_shared=True, used_at=None, created_at__gt=moment - SHARED_FOR
    )
    recent_code = of_this_minute.order_by("-created_at").first()
    if recent_code is None:
        return _send_code(SignInCodeMail, address, language, moment, may_be_shared=True)
    return SignInCode.objects.create(
        email=address,
        digest=recent_code.digest,
        created_at=moment,
        expires_at=recent_code.expires_at,
        sent_with=recent_code,
    )


def _spend_code(code_id: UUID, digits: str, moment: datetime) -> str:
    """Checks and uses up a code; returns the address to which it was sent.

    Attempts are counted under the lock of the row, so that a hundred concurrent guesses are a
    hundred attempts; digits are used under the lock of the row that they were sent for, and are
    then invalid in any browser.
    """
    with transaction.atomic():
        code = lock_rows(SignInCode.objects.all()).filter(pk=code_id).first()
        if code is None or code.expires_at <= moment:
            raise CodeOver
        sent_code = code
        if code.sent_with_id is not None:
            sent_code = lock_rows(SignInCode.objects.all()).get(pk=code.sent_with_id)
        if sent_code.used_at or code.attempts >= SignInCode.MAX_ATTEMPTS:
            raise CodeOver
        code.attempts += 1
        code.save(update_fields=["attempts"])
        is_right = is_digest_of(code.digest, DIGEST, _digest_input(sent_code.pk, digits))
        if is_right:
            sent_code.used_at = moment
            sent_code.save(update_fields=["used_at"])
    logger.info("code confirmed" if is_right else "code refused", code=str(code.pk))
    if not is_right:
        remaining = SignInCode.MAX_ATTEMPTS - code.attempts
        raise WrongCode(remaining=remaining) if remaining else CodeOver
    return code.email


def _write_address(person: Person, address: str) -> None:
    """Writes the address where django-allauth reads it, and on the account; no other is left."""
    try:
        with transaction.atomic():
            confirmed = EmailAddress.objects.create(user=person, email=address, verified=True)
            confirmed.set_as_primary()
            EmailAddress.objects.filter(user=person).exclude(pk=confirmed.pk).delete()
    except IntegrityError as error:
        if Person.objects.filter(email=address).exclude(pk=person.pk).exists():
            raise AddressTaken from error
        raise
    person.email = address


def _confirmed_person(address: str, language: str) -> Person:
    person = person_of_address(email=address, language=language)
    if not person.is_active:
        raise AccountClosed
    EmailAddress.objects.update_or_create(
        user=person, email=address, defaults={"verified": True, "primary": True}
    )
    return person


def _digest_input(identifier: UUID, digits: str) -> str:
    """Returns the input of the digest of a code, which is valid for this row alone."""
    return f"{identifier}:{digits}"
