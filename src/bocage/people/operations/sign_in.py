"""Signing in by a code sent to an address, known or not: the same work for both.

Asking for a code reads no account. The account of a new address is made when the code is
confirmed, hence by somebody who reads this mailbox.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from bocage.foundation.identifiers import new_identifier
from bocage.foundation.mail import send_mail
from bocage.people.addresses import normalise_address
from bocage.people.errors import AccountClosed, CodeOver, NotAnAddress, WrongCode
from bocage.people.limits import Limit, count_attempt
from bocage.people.mails import SignInCodeMail
from bocage.people.models import AttemptCount, Person, SignInCode
from bocage.people.operations.persons import person_of_address

LIFETIME = timedelta(minutes=15)

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
    moment = now or timezone.now()
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
            digest=_digest(identifier, digits),
            created_at=moment,
            expires_at=moment + LIFETIME,
        )
        send_mail(
            SignInCodeMail(digits=digits, minutes=int(LIFETIME.total_seconds() // 60)),
            to=address,
            language=language,
        )
    return code


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

    Attempts are counted under the lock of the row, so that a hundred guesses at once are a
    hundred attempts. A code serves once.

    Raises:
        CodeOver: unknown, too old, already used, or tried too often.
        WrongCode: other digits.
        AccountClosed: the account of this address was closed.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        code = SignInCode.objects.select_for_update(no_key=True).filter(pk=code_id).first()
        if code is None or code.used_at or code.expires_at <= moment:
            raise CodeOver
        if code.attempts >= SignInCode.MAX_ATTEMPTS:
            raise CodeOver
        code.attempts += 1
        is_right = constant_time_compare(code.digest, _digest(code.pk, digits))
        if is_right:
            code.used_at = moment
        code.save(update_fields=["attempts", "used_at"])
    if not is_right:
        left = SignInCode.MAX_ATTEMPTS - code.attempts
        raise WrongCode(left=left) if left else CodeOver
    return _confirmed_person(code.email, language)


def forget_old_attempts(*, now: datetime | None = None) -> None:
    """Deletes codes and counts that no longer say anything. The night's task calls it."""
    yesterday = (now or timezone.now()) - timedelta(days=1)
    SignInCode.objects.filter(expires_at__lt=yesterday).delete()
    AttemptCount.objects.filter(opened_at__lt=yesterday).delete()


def _confirmed_person(address: str, language: str) -> Person:
    person = person_of_address(email=address, language=language)
    if not person.is_active:
        raise AccountClosed
    EmailAddress.objects.update_or_create(
        user=person, email=address, defaults={"verified": True, "primary": True}
    )
    return person


def _digest(identifier: UUID, digits: str) -> str:
    """What is kept of a code: with the secret key alone, and for this row alone."""
    return salted_hmac(
        "bocage.people.sign_in", f"{identifier}:{digits}", algorithm="sha256"
    ).hexdigest()
