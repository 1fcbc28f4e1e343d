"""Mailing to all the members of a département, sent batch after batch without pauses.

It is scheduled for tomorrow, so that the worker of the instance ignores it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import perf_counter

from bocage.foundation.models import OutgoingMail
from bocage.network.mailings.mails import ANNOUNCEMENTS
from bocage.network.mailings.operations.mailings import send_batch, start_mailing
from bocage.network.models import Mailing
from bocage.territory.models import Departement

TEXT = "Bonjour à toutes et à tous,\n\n" + "La salle ouvre lundi, venez la voir. " * 40


@dataclass(frozen=True)
class MailingStage:
    """Number of queued mails, and the duration."""

    mails: int
    addresses: int
    start_seconds: float
    queue_seconds: float


def queue_a_mailing(*, now: datetime) -> MailingStage:
    """Writes to all the members who were loaded."""
    departement = Departement.objects.get(code="61")
    tomorrow = now + timedelta(days=1)
    mailing = Mailing.objects.create(
        departement=departement,
        kind=Mailing.Kind.ANNOUNCEMENT,
        subject="La salle est ouverte",
        text=TEXT,
        created_at=now,
    )
    started = perf_counter()
    start_mailing(by=None, mailing=mailing, now=tomorrow)
    started_at = perf_counter()
    following: datetime | None = tomorrow
    while following is not None:
        following = send_batch(mailing_id=mailing.pk, now=following)
    done_at = perf_counter()
    mails = OutgoingMail.objects.filter(channel=ANNOUNCEMENTS).values_list("recipient", flat=True)
    return MailingStage(
        mails=len(mails),
        addresses=len(set(mails)),
        start_seconds=round(started_at - started, 2),
        queue_seconds=round(done_at - started_at, 2),
    )
