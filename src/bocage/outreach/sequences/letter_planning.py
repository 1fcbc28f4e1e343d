"""Schedule of letters: the next one is computed for each enrolment from those it received, so that
letters may be added, moved and withdrawn while a sequence runs."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from bocage.foundation.db.advisory_locks import take_advisory_lock, try_advisory_lock
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.instance import current_instance
from bocage.outreach.sequences.models.sendings import Enrolment, Sending
from bocage.outreach.sequences.models.sequences import Letter, Sequence

PLANNED = """
UPDATE outreach_enrolment AS enrolment SET next_letter_id = plan.letter_id, next_at = plan.due_at
FROM (
    SELECT one.id, letter.id AS letter_id,
           COALESCE(last.at, one.entered_at) + letter.days_after * interval '1 day' AS due_at
    FROM outreach_enrolment one
    LEFT JOIN LATERAL (
        SELECT max(sending.closed_at) AS at FROM outreach_sending sending
        WHERE sending.enrolment_id = one.id
    ) last ON TRUE
    LEFT JOIN LATERAL (
        SELECT letter.id, letter.days_after FROM outreach_letter letter
        WHERE letter.sequence_id = one.sequence_id AND letter.status <> 'withdrawn'
          AND NOT EXISTS (SELECT 1 FROM outreach_sending sending
                          WHERE sending.enrolment_id = one.id AND sending.letter_id = letter.id)
        ORDER BY letter.rank LIMIT 1
    ) letter ON TRUE
    WHERE one.ended_at IS NULL AND {condition}
      AND NOT EXISTS (SELECT 1 FROM outreach_sending sending
                      WHERE sending.enrolment_id = one.id AND sending.state = 'queued')
) plan
WHERE enrolment.id = plan.id
"""
"""First letter, by rank, that an enrolment has not received, due its delay after the last one."""

HOUR = timedelta(hours=1)
HELD_AT_ONCE = 5_000
ONE_SENDER = "outreach.letters"
"""The turn of the worker that sends."""


def plan_next_letters(
    sequence: Sequence, entered_at: datetime
) -> tuple[UUID | None, datetime | None]:
    """Returns the first letter for a prospect who enters a sequence at a moment, and when it is
    due; None for both if the sequence has no letter.
    """
    letters = Letter.objects.filter(sequence=sequence).exclude(status=Letter.Status.WITHDRAWN)
    first = letters.order_by("rank").first()
    if first is None:
        return None, None
    return first.pk, entered_at + timedelta(days=first.days_after)


def hold_enrolments(sequence: Sequence) -> None:
    """Locks the current enrolments of a sequence until the transaction ends, in key order.
    Enrolments are locked before their sendings everywhere, which prevents deadlocks.
    """
    going_on = lock_rows(Enrolment.objects.all())
    enrolments = going_on.filter(sequence=sequence, ended_at=None).order_by("pk")
    for _key in enrolments.values_list("pk", flat=True).iterator(HELD_AT_ONCE):
        pass


def send_alone() -> bool:
    """Tries to take the advisory lock of the sender. Returns True if this transaction may send:
    only one does at a time, so that the pace is counted correctly.
    """
    return try_advisory_lock(ONE_SENDER)


def wait_for_the_sender() -> None:
    """Waits until no letter is being sent, and blocks sending until the transaction ends."""
    take_advisory_lock(ONE_SENDER)


def plan_again(sequence: Sequence) -> None:
    """Replans the next letter of all enrolments of a sequence whose letters have changed. It ends
    no enrolment: one that waits for a withdrawn letter waits for the next letter to be written.
    """
    hold_enrolments(sequence)
    _plan("one.sequence_id = %s", sequence.pk)


def continue_or_finish(enrolments: Collection[UUID], *, now: datetime) -> None:
    """Plans the next letter of enrolments whose last letter has left or failed, and finishes those
    that have none left."""
    keys = list(enrolments)
    if not keys:
        return
    _plan("one.id = ANY(%s)", keys)
    waiting = Sending.objects.filter(enrolment__in=keys, state=Sending.State.QUEUED)
    Enrolment.objects.filter(pk__in=keys, ended_at=None, next_letter=None).exclude(
        pk__in=waiting.values("enrolment")
    ).update(ended_at=now, end_reason=Enrolment.EndReason.FINISHED)


def sendable_letter_count(now: datetime) -> int:
    """Returns the number of letters that may be sent in this minute: none outside the days and
    hours set for the instance, in local time, else a sixtieth of the hourly limit, without
    exceeding that limit in any hour.
    """
    instance = current_instance()
    local = timezone.localtime(now)
    is_day = local.isoweekday() in instance.letters_days
    if not is_day or not instance.letters_from_hour <= local.hour < instance.letters_until_hour:
        return 0
    sent_count = Sending.objects.filter(state=Sending.State.SENT, closed_at__gt=now - HOUR).count()
    a_minute = -(-instance.letters_per_hour // 60)
    return max(0, min(a_minute, instance.letters_per_hour - sent_count))


def _plan(condition: str, value: UUID | list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLANNED.replace("{condition}", condition), [value])
