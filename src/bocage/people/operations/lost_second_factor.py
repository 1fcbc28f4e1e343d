"""Removal of a lost second factor by an operator of the server, after a notice and a delay.

An administrator who lost a telephone has no other way in, but a thief of their mailbox would have:
nothing is removed before the account and the other administrators had a day to object. A holder of
the factor who signs in with it cancels the removal.
"""

from datetime import datetime, timedelta

import structlog
from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.mail import Mail
from bocage.people.errors import (
    NoSecondFactor,
    RemovalNotRequested,
    RemovalTooEarly,
    SecondFactorFound,
)
from bocage.people.mailing import write_to
from bocage.people.mails import SecondFactorLoss, SecondFactorRemoved
from bocage.people.models import DEMAND_A_SECOND_FACTOR, Mandate, Person
from bocage.people.operations.sessions import close_sessions

WAITED = timedelta(hours=24)
GOOD_FOR = timedelta(days=7)
_SALT = "bocage.people.lost_second_factor"

logger = structlog.get_logger("bocage.security")


def report_lost_second_factor(*, person: Person, now: datetime | None = None) -> str:
    """Notifies the account and the other administrators that its second factor is reported lost,
    and returns a receipt, which removes it from tomorrow on, for a week. Only the terminal calls
    it.

    Raises:
        NoSecondFactor: the account has none.
    """
    moment = now or timezone.now()
    if not Authenticator.objects.filter(user=person).exists():
        raise NoSecondFactor
    mail = SecondFactorLoss(address=person.email, requested_at=moment, due_at=moment + WAITED)
    with transaction.atomic():
        _notify(person, mail)
    logger.info("second factor told lost", of=str(person.pk))
    return signing.dumps([str(person.pk), moment.timestamp()], salt=_SALT)


def remove_second_factor(*, person: Person, receipt: str, now: datetime | None = None) -> Person:
    """Removes every passkey and the app of the account, and ends its sessions, once a day has gone
    by since it was reported lost. Only the terminal calls it.

    Raises:
        RemovalNotRequested: this receipt was not given here for them, or more than a week ago.
        RemovalTooEarly: less than a day ago.
        SecondFactorFound: it was used since.
        NoSecondFactor: there is none any more.
    """
    moment = now or timezone.now()
    try:
        key, seconds = signing.loads(receipt, salt=_SALT)
    except signing.BadSignature as bad:
        raise RemovalNotRequested from bad
    requested_at = datetime.fromtimestamp(seconds, moment.tzinfo)
    if key != str(person.pk) or moment - requested_at > GOOD_FOR:
        raise RemovalNotRequested
    if moment - requested_at < WAITED:
        raise RemovalTooEarly(requested_at + WAITED)
    with transaction.atomic():
        locked = lock_row(person)
        factors = Authenticator.objects.filter(user=locked)
        if not factors.exists():
            raise NoSecondFactor
        if factors.filter(last_used_at__gt=requested_at).exists():
            raise SecondFactorFound
        factors.delete()
        close_sessions(locked)
        _notify(locked, SecondFactorRemoved(address=locked.email, at=moment))
    logger.info("second factor removed", of=str(locked.pk))
    return locked


def _notify(person: Person, mail: Mail) -> None:
    """Sends a mail to the account, and to the other administrators, who might be deceived too."""
    mandates = Mandate.objects.in_force().filter(role__in=DEMAND_A_SECOND_FACTOR)
    administrators = Person.objects.filter(pk__in=mandates.values("person")).exclude(pk=person.pk)
    for recipient in [person, *administrators.order_by("pk")]:
        write_to(recipient, mail)
