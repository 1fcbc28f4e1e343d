"""Scheduled jobs of the help board: notifications, reminders, end of help posts, deletion."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.row_locks import lock_free_rows, lock_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.network.help_board import letters
from bocage.network.help_board.mails import HelpPostEnding
from bocage.network.help_board.matching import members_concerned
from bocage.network.help_board.models import HelpPost, HelpPostChoice, HelpPostNotification
from bocage.network.help_board.operations.help_board import end_help_post
from bocage.network.members.models.members import Member

AT_ONCE = 100
"""Number of members notified in one transaction."""
REMINDED_BEFORE = timedelta(days=3)
PROLONGED_BY = timedelta(days=30)
RETENTION = timedelta(days=730)
"""Retention of a closed help post and its answers: two years, for thanks and figures."""

Rhythm = HelpPostChoice.Rhythm


def notify_concerned_members(*, help_post_id: UUID, now: datetime | None = None) -> int:
    """Notifies the members that a help post concerns and who were not notified yet, at once or in
    their weekly message, as each chose. Safe to interrupt and run again: no notification is sent
    twice. Returns how many members were found.
    """
    count_so_far = 0
    while count := _notify_batch(help_post_id, now or timezone.now()):
        count_so_far += count
    return count_so_far


@periodic("30 7 * * 1", description=_("Envoie les annonces de la semaine"))
def send_weekly_help_posts(*, now: datetime | None = None) -> int:
    """Sends each member one message with the help posts waiting for their weekly message. Returns
    how many members had some."""
    now = now or timezone.now()
    waiting = (
        HelpPostNotification.objects.filter(notified_at=None).order_by().values("member").distinct()
    )
    members = list(Member.objects.filter(pk__in=waiting).select_related("person"))
    for member in members:
        _send_week(member, now)
    return len(members)


def remind_help_posts(*, now: datetime | None = None) -> int:
    """Reminds the authors of help posts that end within three days, once, with a link that prolongs
    the help post by 30 days. Returns how many help posts were found.
    """
    now = now or timezone.now()
    soon = timezone.localdate(now) + REMINDED_BEFORE
    due = HelpPost.objects.open().filter(ends_on__lte=soon, reminded_at=None)
    keys = list(due.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            help_post = _locked(key)
            if help_post is not None and help_post.is_open and help_post.reminded_at is None:
                help_post.reminded_at = now
                help_post.save(update_fields=["reminded_at"])
                mail = HelpPostEnding(
                    help_post_id=str(key),
                    title=help_post.title,
                    ends_on=help_post.ends_on,
                    until=help_post.ends_on + PROLONGED_BY,
                )
                letters.notify_ending(help_post, mail)
    return len(keys)


def end_help_posts(*, now: datetime | None = None) -> int:
    """Ends the help posts whose last day is over."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    keys = list(HelpPost.objects.open().filter(ends_on__lt=today).values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            help_post = _locked(key)
            if help_post is not None and help_post.is_open and help_post.ends_on < today:
                end_help_post(help_post, HelpPost.Status.ENDED, now)
    return len(keys)


def end_help_posts_of(*, person_id: UUID, now: datetime | None = None) -> None:
    """Closes the help posts of a person who is no longer a member, without notifying them."""
    now = now or timezone.now()
    HelpPostNotification.objects.filter(member__person=person_id, notified_at=None).delete()
    for key in HelpPost.objects.open().filter(author=person_id).values_list("pk", flat=True):
        with transaction.atomic():
            help_post = _locked(key)
            if help_post is not None and help_post.is_open:
                end_help_post(help_post, HelpPost.Status.CLOSED, now)


def forget_old_help_posts(*, now: datetime | None = None) -> int:
    """Deletes the help posts closed more than two years ago, with their answers."""
    now = now or timezone.now()
    old = HelpPost.objects.exclude(status=HelpPost.Status.OPEN).filter(
        closed_at__lt=now - RETENTION
    )
    _all, by_table = old.delete()
    return by_table.get(HelpPost._meta.label, 0)


@transaction.atomic
def _notify_batch(help_post_id: UUID, now: datetime) -> int:
    """Notifies at most a hundred members. Returns 0 once all are notified, or the help post is
    over."""
    help_post = _locked(help_post_id)
    if help_post is None or not help_post.is_open:
        return 0
    notified = HelpPostNotification.objects.filter(help_post=help_post).values("member")
    concerned = members_concerned(help_post).exclude(pk__in=notified)
    concerned = concerned.exclude(help_post_choice__rhythm=Rhythm.NEVER)
    members = list(concerned.select_related("person", "help_post_choice").order_by("pk")[:AT_ONCE])
    at_once = [member for member in members if not _waits(member)]
    HelpPostNotification.objects.bulk_create(
        HelpPostNotification(
            help_post=help_post,
            member=member,
            found_at=now,
            notified_at=None if _waits(member) else now,
        )
        for member in members
    )
    if at_once:
        letters.notify_members(help_post, at_once)
    return len(members)


def _waits(member: Member) -> bool:
    choice = getattr(member, "help_post_choice", None)
    return choice is not None and choice.rhythm == Rhythm.WEEKLY


@transaction.atomic
def _send_week(member: Member, now: datetime) -> None:
    """Sends the weekly message. Pending help posts are locked, so that two workers never send one
    twice."""
    waiting = list(
        lock_free_rows(HelpPostNotification.objects.all())
        .filter(member=member, notified_at=None)
        .select_related("help_post__author", "help_post__commune")
        .order_by("found_at", "pk")
    )
    HelpPostNotification.objects.filter(
        pk__in=[notification.pk for notification in waiting]
    ).update(notified_at=now)
    help_posts = [
        notification.help_post for notification in waiting if notification.help_post.is_open
    ]
    if help_posts and member.is_active:
        letters.send_weekly_help_posts(member, help_posts)


def _locked(key: UUID) -> HelpPost | None:
    """Returns the help post, locked until the transaction ends; None if it no longer exists."""
    return (
        lock_rows(HelpPost.objects.all()).select_related("author", "commune").filter(pk=key).first()
    )
