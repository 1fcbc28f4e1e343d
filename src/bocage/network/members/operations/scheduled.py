"""Scheduled jobs of memberships: reminders, then end of memberships that were not renewed."""

from datetime import datetime, timedelta

from django.utils import timezone

from bocage.network.members.models.members import Member
from bocage.network.members.operations.members import lapse_member, remind_member

REMINDED_BEFORE = timedelta(days=21)
"""How long before the end of a membership the reminder is sent."""


def remind_members(*, now: datetime | None = None) -> int:
    """Reminds, once each, the members whose membership ends within three weeks."""
    now = now or timezone.now()
    soon = timezone.localdate(now) + REMINDED_BEFORE
    due = Member.objects.active().filter(renewed_until__lte=soon, reminded_at=None)
    members = list(due)
    for member in members:
        remind_member(member=member, now=now)
    return len(members)


def lapse_members(*, now: datetime | None = None) -> int:
    """Ends the memberships whose last day is over."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    due = Member.objects.active().filter(renewed_until__lte=today)
    members = list(due)
    for member in members:
        lapse_member(member=member, today=today, now=now)
    return len(members)
