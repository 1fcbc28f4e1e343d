"""Scheduled jobs of the help board: notifications, reminders, end of notices, deletion."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows, lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.network.help_board import letters
from bocage.network.help_board.mails import NoticeEnding
from bocage.network.help_board.matching import members_concerned
from bocage.network.help_board.models import Notice, NoticeChoice, NoticeNotification
from bocage.network.help_board.operations.help_board import end_notice
from bocage.network.members.models.members import Member

AT_ONCE = 100
"""Number of members notified in one transaction."""
REMINDED_BEFORE = timedelta(days=3)
PROLONGED_BY = timedelta(days=30)
RETENTION = timedelta(days=730)
"""Retention of a closed notice and its answers: two years, for thanks and figures."""

Rhythm = NoticeChoice.Rhythm


def notify_concerned_members(*, notice_id: UUID, now: datetime | None = None) -> int:
    """Notifies the members that a notice concerns and who were not notified yet, at once or in
    their weekly message, as each chose. Safe to interrupt and run again: no notification is sent
    twice. Returns how many members were found.
    """
    count_so_far = 0
    while count := _notify_batch(notice_id, now or timezone.now()):
        count_so_far += count
    return count_so_far


@periodic("30 7 * * 1", description=_("Envoie les annonces de la semaine"))
def send_weekly_notices(*, now: datetime | None = None) -> int:
    """Sends each member one message with the notices waiting for their weekly message. Returns how
    many members had some.
    """
    now = now or timezone.now()
    waiting = (
        NoticeNotification.objects.filter(notified_at=None).order_by().values("member").distinct()
    )
    members = list(Member.objects.filter(pk__in=waiting).select_related("person"))
    for member in members:
        _send_week(member, now)
    return len(members)


def remind_notices(*, now: datetime | None = None) -> int:
    """Reminds the authors of notices that end within three days, once, with a link that prolongs
    the notice by 30 days. Returns how many notices were found.
    """
    now = now or timezone.now()
    soon = timezone.localdate(now) + REMINDED_BEFORE
    due = Notice.objects.open().filter(ends_on__lte=soon, reminded_at=None)
    keys = list(due.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            notice = _locked(key)
            if notice is not None and notice.is_open and notice.reminded_at is None:
                notice.reminded_at = now
                notice.save(update_fields=["reminded_at"])
                mail = NoticeEnding(
                    notice_id=str(key),
                    title=notice.title,
                    ends_on=notice.ends_on,
                    until=notice.ends_on + PROLONGED_BY,
                )
                letters.notify_ending(notice, mail)
    return len(keys)


def end_notices(*, now: datetime | None = None) -> int:
    """Ends the notices whose last day is over."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    keys = list(Notice.objects.open().filter(ends_on__lt=today).values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            notice = _locked(key)
            if notice is not None and notice.is_open and notice.ends_on < today:
                end_notice(notice, Notice.Status.ENDED, now)
    return len(keys)


def end_notices_of(*, person_id: UUID, now: datetime | None = None) -> None:
    """Closes the notices of a person who is no longer a member, without notifying them."""
    now = now or timezone.now()
    NoticeNotification.objects.filter(member__person=person_id, notified_at=None).delete()
    for key in Notice.objects.open().filter(author=person_id).values_list("pk", flat=True):
        with transaction.atomic():
            notice = _locked(key)
            if notice is not None and notice.is_open:
                end_notice(notice, Notice.Status.CLOSED, now)


def forget_old_notices(*, now: datetime | None = None) -> int:
    """Deletes the notices closed more than two years ago, with their answers."""
    now = now or timezone.now()
    old = Notice.objects.exclude(status=Notice.Status.OPEN).filter(closed_at__lt=now - RETENTION)
    _all, by_table = old.delete()
    return by_table.get(Notice._meta.label, 0)


@transaction.atomic
def _notify_batch(notice_id: UUID, now: datetime) -> int:
    """Notifies at most a hundred members. Returns 0 once all are notified, or the notice is
    over."""
    notice = _locked(notice_id)
    if notice is None or not notice.is_open:
        return 0
    notified = NoticeNotification.objects.filter(notice=notice).values("member")
    concerned = members_concerned(notice).exclude(pk__in=notified)
    concerned = concerned.exclude(notice_choice__rhythm=Rhythm.NEVER)
    members = list(concerned.select_related("person", "notice_choice").order_by("pk")[:AT_ONCE])
    at_once = [member for member in members if not _waits(member)]
    NoticeNotification.objects.bulk_create(
        NoticeNotification(
            notice=notice, member=member, found_at=now, notified_at=None if _waits(member) else now
        )
        for member in members
    )
    if at_once:
        letters.notify_members(notice, at_once)
    return len(members)


def _waits(member: Member) -> bool:
    choice = getattr(member, "notice_choice", None)
    return choice is not None and choice.rhythm == Rhythm.WEEKLY


@transaction.atomic
def _send_week(member: Member, now: datetime) -> None:
    """Sends the weekly message. Pending notices are locked, so that two workers never send one
    twice."""
    waiting = list(
        lock_free_rows(NoticeNotification.objects.all())
        .filter(member=member, notified_at=None)
        .select_related("notice__author", "notice__commune")
        .order_by("found_at", "pk")
    )
    NoticeNotification.objects.filter(pk__in=[notification.pk for notification in waiting]).update(
        notified_at=now
    )
    notices = [notification.notice for notification in waiting if notification.notice.is_open]
    if notices and member.is_active:
        letters.send_weekly_notices(member, notices)


def _locked(key: UUID) -> Notice | None:
    """Returns the notice, locked until the transaction ends; None if it no longer exists."""
    return (
        lock_rows(Notice.objects.all()).select_related("author", "commune").filter(pk=key).first()
    )
