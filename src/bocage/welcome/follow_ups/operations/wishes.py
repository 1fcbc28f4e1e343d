"""Wishes of settled households to help newcomers: notified, and taken up once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.welcome.follow_ups import notifications
from bocage.welcome.follow_ups.models import FollowUp


def record_wishes(
    follow_up: FollowUp, *, before: frozenset[str], by: Person, now: datetime
) -> None:
    """Notifies the people who follow a household of wishes that none of its answers had expressed,
    and leaves them pending; wishes already expressed do not become pending again. Runs in the
    transaction that records the answer.
    """
    unheard = follow_up.wishes - _wishes_known_elsewhere(follow_up)
    if not unheard:
        follow_up.wishes_taken_up_at = follow_up.wishes_taken_up_at or now
    elif unheard - before:
        follow_up.wishes_taken_up_at = None
        notifications.notify_wishes(follow_up, sorted(unheard), by=by)
    follow_up.save(update_fields=["wishes_taken_up_at"])


def take_up_wishes(*, by: Person, follow_up: FollowUp, now: datetime | None = None) -> FollowUp:
    """Records that the welcome team has acted on the household's offer to help. Idempotent.

    Raises:
        NotAllowed: `by` does not follow the project.
    """
    by.require("welcome.call_about_follow_up", follow_up)
    with transaction.atomic():
        locked = lock_row(follow_up)
        if locked.wishes_taken_up_at is None and locked.is_answered:
            locked.wishes_taken_up_at = now or timezone.now()
            locked.save(update_fields=["wishes_taken_up_at"])
    return locked


def _wishes_known_elsewhere(follow_up: FollowUp) -> frozenset[str]:
    """Returns the wishes expressed in the household's other answers."""
    answered_follow_ups = FollowUp.objects.filter(
        project=follow_up.project_id, answered_at__isnull=False
    )
    return frozenset[str]().union(
        *(answered.wishes for answered in answered_follow_ups.exclude(pk=follow_up.pk))
    )
