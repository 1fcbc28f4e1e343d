"""Operations of mailings: draft, test, rate-limited sending, pause and resumption; once per person.

The recipients of a mailing are stored when it starts, one row each, with a unique constraint. The
worker takes a batch of pending rows and queues their mails in the transaction that marks them as
sent: an interrupted batch is rolled back, and taken again (docs/decisions/network-mailings.md).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from bocage.foundation.db.row_locks import lock_free_rows, lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.jobs.tasks import periodic
from bocage.foundation.mail import NOWHERE
from bocage.network.mailings.audiences import people_of
from bocage.network.mailings.content import channel_of, has_content, mail_of
from bocage.network.mailings.errors import (
    MailingDropped,
    MailingStarted,
    NobodyToWriteTo,
    NothingToSay,
    TestRefused,
)
from bocage.network.mailings.models import Mailing, MailingRecipient, RefusedAddress
from bocage.people.limits import Limit, count_attempt
from bocage.people.mailing import write_to
from bocage.people.models import MessageChoice, Person
from bocage.territory.models import Departement

SEND = "network.send_next_batch"
BATCH = 60
PACE = timedelta(seconds=30)
"""Two a second: providers that receive more from a small sender begin to doubt."""
WRITTEN_AT_ONCE = 2_000
TESTS = Limit(action="network.mailing_test", amount=20, window=timedelta(hours=1))

Status = Mailing.Status
State = MailingRecipient.State


def write_announcement(
    *,
    by: Person,
    departement: Departement,
    subject: str,
    text: str,
    audience: str,
    now: datetime | None = None,
) -> Mailing:
    """Creates an announcement as a draft; nothing is sent yet.

    Raises:
        NotAllowed: `by` does not run the club of this département.
        NothingToSay: it is empty.
        UnknownAudience: the group does not exist.
    """
    mailing = Mailing(
        departement=departement,
        kind=Mailing.Kind.ANNOUNCEMENT,
        subject=subject.strip(),
        text=text.strip(),
        audience=audience,
        written_by=by,
        created_at=now or timezone.now(),
    )
    by.require("network.send_mailing", mailing)
    _check(mailing)
    mailing.save()
    return mailing


def change_announcement(
    *, by: Person, mailing: Mailing, subject: str, text: str, audience: str
) -> Mailing:
    """Changes an announcement that has not left.

    Raises:
        NotAllowed, NothingToSay, UnknownAudience: nothing changes.
        MailingStarted, MailingDropped: it left, or was given up.
    """
    by.require("network.send_mailing", mailing)
    with transaction.atomic():
        locked = locked_draft(mailing)
        locked.subject, locked.text = subject.strip(), text.strip()
        locked.audience = audience
        _check(locked)
        locked.save(update_fields=["subject", "text", "audience"])
    return locked


def recipients_of(mailing: Mailing) -> QuerySet[Person]:
    """Returns the people who would receive a mailing started now: the active people of its group
    who have not turned off its channel and whose address accepts mail.

    Raises:
        UnknownAudience: the group exists no more.
    """
    refused = MessageChoice.objects.filter(
        channel=channel_of(mailing), medium=MessageChoice.Medium.EMAIL, is_wanted=False
    )
    return (
        people_of(mailing.departement, mailing.audience)
        .filter(is_active=True)
        .exclude(pk__in=refused.values("person"))
        .exclude(email__in=RefusedAddress.objects.values("address"))
        .exclude(email__endswith=NOWHERE)
    )


def try_mailing(*, by: Person, mailing: Mailing) -> None:
    """Sends a mailing to `by` alone, exactly as all recipients will receive it.

    Raises:
        NotAllowed: `by` does not run this club.
        TestRefused: they turned off the channel of the mailing.
        TooManyAttempts: they tried twenty times in an hour.
    """
    by.require("network.send_mailing", mailing)
    count_attempt(TESTS, str(by.pk))
    mail = write_to(by, mail_of(mailing))
    if mail is None:
        raise TestRefused


def start_mailing(*, by: Person | None, mailing: Mailing, now: datetime | None = None) -> Mailing:
    """Stores the recipients of a mailing and schedules its first batch. Starting it again sends
    nothing twice. `by=None` is the scheduled job, for a club whose digest leaves by itself.

    Raises:
        NotAllowed: `by` does not run this club.
        MailingDropped: it was given up.
        NothingToSay, NobodyToWriteTo, UnknownAudience: nothing leaves.
    """
    if by is not None and not by.has_perm("network.send_mailing", mailing):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(mailing)
        if locked.status == Status.DROPPED:
            raise MailingDropped
        if locked.status != Status.DRAFT:
            return locked
        if not has_content(locked):
            raise NothingToSay
        if not _write_down(locked, recipients_of(locked).values_list("pk", flat=True)):
            raise NobodyToWriteTo
        locked.status, locked.started_at, locked.next_batch_at = Status.SENDING, now, now
        locked.save(update_fields=["status", "started_at", "next_batch_at"])
        _send_next_batch(locked, now)
    return locked


def pause_mailing(*, by: Person, mailing: Mailing) -> Mailing:
    """Pauses a mailing: the batches that have not left wait. Has no effect on a mailing that is
    paused or fully sent.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.send_mailing", mailing)
    with transaction.atomic():
        locked = _locked(mailing)
        if locked.status == Status.SENDING:
            locked.status = Status.PAUSED
            locked.save(update_fields=["status"])
    return locked


def resume_mailing(*, by: Person, mailing: Mailing, now: datetime | None = None) -> Mailing:
    """Resumes a paused mailing from where it stopped.

    Raises:
        NotAllowed: `by` does not run this club.
    """
    by.require("network.send_mailing", mailing)
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(mailing)
        if locked.status == Status.PAUSED:
            locked.status, locked.next_batch_at = Status.SENDING, now
            locked.save(update_fields=["status", "next_batch_at"])
            _send_next_batch(locked, now)
    return locked


def drop_mailing(*, by: Person, mailing: Mailing) -> Mailing:
    """Drops a draft mailing, or the unsent part of a paused one.

    Raises:
        NotAllowed: `by` does not run this club.
        MailingStarted: it is being sent and must be paused first, or it is already sent.
    """
    by.require("network.send_mailing", mailing)
    with transaction.atomic():
        locked = _locked(mailing)
        if locked.status in {Status.SENDING, Status.SENT}:
            raise MailingStarted
        locked.status = Status.DROPPED
        locked.save(update_fields=["status"])
    return locked


def send_batch(*, mailing_id: UUID, now: datetime | None = None) -> datetime | None:
    """Queues the mails of the next batch of recipients, if it is due. Returns when the next batch
    may leave, or None if there is nothing to do (any more, or for this worker).

    Two workers never take one mailing; if one dies, its batch is rolled back.
    """
    now = now or timezone.now()
    with transaction.atomic():
        mailing = (
            lock_free_rows(Mailing.objects.all())
            .select_related("departement")
            .filter(pk=mailing_id, status=Status.SENDING, next_batch_at__lte=now)
            .first()
        )
        if mailing is None:
            return None
        waiting = list(
            mailing.recipients.filter(state=State.WAITING)
            .select_related("person")
            .order_by("id")[:BATCH]
        )
        _queue(mailing, waiting, now)
        if mailing.recipients.filter(state=State.WAITING).exists():
            mailing.next_batch_at = now + PACE
            mailing.save(update_fields=["next_batch_at"])
            _send_next_batch(mailing, mailing.next_batch_at)
            return mailing.next_batch_at
        mailing.status, mailing.finished_at = Status.SENT, now
        mailing.save(update_fields=["status", "finished_at"])
    return None


@periodic("* * * * *", description=_("Reprend les messages du club restés en chemin"))
def continue_mailings(*, now: datetime | None = None) -> int:
    """Sends the batches that are due and that no task has taken. Returns the number of mailings."""
    now = now or timezone.now()
    due = Mailing.objects.filter(status=Status.SENDING, next_batch_at__lte=now)
    keys = list(due.values_list("pk", flat=True))
    for key in keys:
        send_batch(mailing_id=key, now=now)
    return len(keys)


def locked_draft(mailing: Mailing) -> Mailing:
    """Returns the mailing, locked until the end of the transaction.

    Raises:
        MailingStarted, MailingDropped: it is no longer a draft.
    """
    locked = _locked(mailing)
    if locked.status == Status.DROPPED:
        raise MailingDropped
    if not locked.is_draft:
        raise MailingStarted
    return locked


def _queue(mailing: Mailing, waiting: list[MailingRecipient], now: datetime) -> None:
    """Queues one mail per recipient; skips those who opted out or lost their address since the
    start."""
    mail = mail_of(mailing)
    addresses = [recipient.person.email for recipient in waiting]
    bounced = set(
        RefusedAddress.objects.filter(address__in=addresses).values_list("address", flat=True)
    )
    for recipient in waiting:
        queued = None if recipient.person.email in bounced else write_to(recipient.person, mail)
        recipient.state = State.LEFT_OUT if queued is None else State.QUEUED
        recipient.mail_id = None if queued is None else queued.pk
        recipient.queued_at = now
    MailingRecipient.objects.bulk_update(waiting, ["state", "mail_id", "queued_at"])


def _write_down(mailing: Mailing, people: Iterable[Any]) -> int:
    """Stores one row per recipient. Returns how many there are."""
    for keys in batched(people, WRITTEN_AT_ONCE):
        MailingRecipient.objects.bulk_create(
            [MailingRecipient(mailing=mailing, person_id=key) for key in keys],
            ignore_conflicts=True,
        )
    return mailing.recipients.count()


def _check(mailing: Mailing) -> None:
    if not mailing.subject or not mailing.text:
        raise NothingToSay
    people_of(mailing.departement, mailing.audience)


def _send_next_batch(mailing: Mailing, at: datetime) -> None:
    app.configure_task(SEND, schedule_at=at).defer(mailing_id=str(mailing.pk))


def _locked(mailing: Mailing) -> Mailing:
    return lock_row(mailing, "departement")
