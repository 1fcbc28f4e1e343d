"""End of all sessions of an account by an administrator."""

from datetime import datetime

import structlog
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from bocage.people.mailing import write_to
from bocage.people.mails import SessionsEnded
from bocage.people.models import Person, Session
from bocage.people.operations.known_browsers import forget_browsers_of

logger = structlog.get_logger("bocage.security")


def end_sessions_of(*, by: Person, person: Person, now: datetime | None = None) -> int:
    """Ends every session of a person, on all their devices, and notifies them.

    Returns the number of sessions. Authorised applications are not affected: « Mes applications »
    revokes them.

    Raises:
        NotAllowed: `by` does not administer the instance.
    """
    by.require("people.end_sessions", person)
    moment = now or timezone.now()
    with transaction.atomic():
        count = close_sessions(person)
        mail = SessionsEnded(at=moment)
        write_to(person, mail)
    logger.info("sessions ended", by=str(by.pk), of=str(person.pk), count=count)
    return count


def close_sessions(person: Person) -> int:
    """Ends every session of a person, within the transaction of the caller, and forgets their known
    browsers; returns the number of sessions.
    """
    forget_browsers_of(person)
    UserSession.objects.filter(user=person).delete()
    count, _kinds = Session.objects.filter(person=person).delete()
    return count
