"""Codes sent to an address, to sign in or to have it for one's account: the same work for all.

Asking for a code reads no account, whether or not the address has one. The account of a new
address is made when the code is confirmed, hence by somebody who reads this mailbox.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.identifiers import new_identifier
from bocage.foundation.keyed_digests import is_digest_of, keyed_digest
from bocage.foundation.mail import send_mail
from bocage.people.addresses import normalise_address
from bocage.people.errors import AccountClosed, AddressTaken, CodeOver, NotAnAddress, WrongCode
from bocage.people.events import AddressOfPersonChanged
from bocage.people.limits import Limit, count_attempt
from bocage.people.mails import AddressChanged, AddressCodeMail, CodeMail, SignInCodeMail
from bocage.people.models import AttemptCount, Person, SignInCode
from bocage.people.operations.persons import person_of_address

logger = structlog.get_logger("bocage.security")

DIGEST = "bocage.people.sign_in"
LIFETIME = timedelta(minutes=10)
ATTEMPTS_KEPT = timedelta(days=1)
"""How long a code and a count stay once they are over."""

CODES_FOR_AN_ADDRESS = Limit(action="sign_in.address", amount=5, window=timedelta(minutes=15))
CODES_FOR_AN_ADDRESS_A_DAY = Limit(action="sign_in.day", amount=30, window=timedelta(days=1))
CODES_FROM_A_NETWORK = Limit(action="sign_in.network", amount=60, window=timedelta(minutes=15))
"""A training room of twenty people shares one address of the network."""


def request_code(
    *, email: str, language: str, network_address: str, now: datetime | None = None
) -> SignInCode:
    """Sends six digits to an address, in the language of the page that asks.

    Five codes of five attempts in a quarter of an hour, thirty codes a day: whoever guesses
    has one chance in 6,600 a day for one address.

    Raises:
        NotAnAddress: `email` cannot receive a mail.
        TooManyAttempts: too many codes for this address, or from this place of the network.
    """
    return _send_code(SignInCodeMail, email, language, network_address, now or timezone.now())


def request_address_code(
    *, by: Person, email: str, network_address: str, now: datetime | None = None
) -> SignInCode:
    """Sends six digits to the address that somebody wants for their account.

    Whether another account has the address is not asked here: the answer would tell it to
    somebody who may not read this mailbox. `change_address` asks.

    Raises:
        NotAnAddress, TooManyAttempts: as `request_code` does.
    """
    moment = now or timezone.now()
    return _send_code(AddressCodeMail, email, by.language, network_address, moment)


def request_another_code(
    *, code: SignInCode, language: str, network_address: str, now: datetime | None = None
) -> SignInCode:
    """Sends new digits to the same address; the ones before no longer serve.

    Raises:
        TooManyAttempts: too many codes for this address, or from this place of the network.
    """
    another = request_code(
        email=code.email, language=language, network_address=network_address, now=now
    )
    SignInCode.objects.filter(pk=code.pk).delete()
    return another


def confirm_code(
    *, code_id: UUID, digits: str, language: str = "fr", now: datetime | None = None
) -> Person:
    """The person to whom the digits were sent, with a new account if there was none.

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
    """Gives the account the address to which the digits were sent, and tells the one before.

    Raises:
        CodeOver: unknown, too old, already used, or tried too often.
        WrongCode: other digits.
        NotAllowed: the account is closed.
        AddressTaken: another account has this address.
    """
    if not by.has_perm("people.change_address", by):
        raise NotAllowed
    moment = now or timezone.now()
    address = _spend_code(code_id, digits, moment)
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        former = person.email
        if address == former:
            return person
        _write_address(person, address)
        send_mail(AddressChanged(at=moment), to=former, language=person.language, person=person)
        publish(AddressOfPersonChanged(person_id=person.pk))
    return person


def forget_old_attempts(*, now: datetime | None = None) -> None:
    """Deletes codes and counts that no longer say anything. The night's task calls it."""
    oldest = (now or timezone.now()) - ATTEMPTS_KEPT
    SignInCode.objects.filter(expires_at__lt=oldest).delete()
    AttemptCount.objects.filter(opened_at__lt=oldest).delete()


def _send_code(
    mail: type[CodeMail], email: str, language: str, network_address: str, moment: datetime
) -> SignInCode:
    try:
        address = normalise_address(email)
    except ValidationError:
        raise NotAnAddress from None
    count_attempt(CODES_FROM_A_NETWORK, network_address, now=moment)
    count_attempt(CODES_FOR_AN_ADDRESS, address, now=moment)
    count_attempt(CODES_FOR_AN_ADDRESS_A_DAY, address, now=moment)
    digits = f"{secrets.randbelow(10**6):06d}"
    identifier = new_identifier()
    with transaction.atomic():
        code = SignInCode.objects.create(
            pk=identifier,
            email=address,
            digest=keyed_digest(DIGEST, _told(identifier, digits)),
            created_at=moment,
            expires_at=moment + LIFETIME,
        )
        minutes = int(LIFETIME.total_seconds() // 60)
        send_mail(mail(digits=digits, minutes=minutes), to=address, language=language)
    return code


def _spend_code(code_id: UUID, digits: str, moment: datetime) -> str:
    """The address to which the right digits were sent; they serve no more.

    Attempts are counted under the lock of the row, so that a hundred guesses at once are a
    hundred attempts.
    """
    with transaction.atomic():
        code = SignInCode.objects.select_for_update(no_key=True).filter(pk=code_id).first()
        if code is None or code.used_at or code.expires_at <= moment:
            raise CodeOver
        if code.attempts >= SignInCode.MAX_ATTEMPTS:
            raise CodeOver
        code.attempts += 1
        is_right = is_digest_of(code.digest, DIGEST, _told(code.pk, digits))
        if is_right:
            code.used_at = moment
        code.save(update_fields=["attempts", "used_at"])
    logger.info("code confirmed" if is_right else "code refused", code=str(code.pk))
    if not is_right:
        left = SignInCode.MAX_ATTEMPTS - code.attempts
        raise WrongCode(left=left) if left else CodeOver
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


def _told(identifier: UUID, digits: str) -> str:
    """What the digest of a code is made of: it serves for this row alone."""
    return f"{identifier}:{digits}"
