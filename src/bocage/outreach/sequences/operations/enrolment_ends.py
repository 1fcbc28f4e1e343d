"""End of an enrolment: immediate, whatever the reason, with its queued letters dropped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect, Touch
from bocage.outreach.sequences.models.sendings import Enrolment, Sending

if TYPE_CHECKING:
    from bocage.people.models import Person

EndReason = Enrolment.EndReason
State, Reason = Sending.State, Sending.Reason


def end_enrolments(condition: Q, reason: str, *, now: datetime) -> int:
    """Ends the current enrolments that match a condition, and skips their queued letters. It is
    idempotent.

    Returns: how many ended.
    """
    with transaction.atomic():
        # Held in one order, so that two that end the same people wait for each other.
        going_on = lock_rows(Enrolment.objects.all())
        keys = list(
            going_on.filter(condition, ended_at=None).order_by("pk").values_list("pk", flat=True)
        )
        if not keys:
            return 0
        Sending.objects.filter(enrolment__in=keys, state=State.QUEUED).update(
            state=State.SKIPPED, reason=Reason.OVER, closed_at=now
        )
        return Enrolment.objects.filter(pk__in=keys).update(
            ended_at=now, end_reason=EndReason(reason).value, next_at=None, next_letter=None
        )


def end_without_consent(
    prospect: Prospect, purpose: str | None, withdrawn_by: str, *, now: datetime
) -> None:
    """Ends the enrolments that relied on consents withdrawn by a prospect: for one purpose, or all.
    Runs in the transaction of the withdrawal."""
    condition = Q(prospect=prospect.pk)
    if purpose is not None:
        condition &= Q(sequence__purpose=purpose)
    is_link = withdrawn_by == ProspectConsent.WithdrawnBy.LINK
    end_enrolments(condition, EndReason.UNSUBSCRIBED if is_link else EndReason.NO_CONSENT, now=now)


def note_answer(*, by: Person, prospect: Prospect, note: str, now: datetime | None = None) -> Touch:
    """Records that a prospect answered by another way than a letter (a call, a fair, another
    mailbox), and stops their sequences.

    Raises:
        NotAllowed: `by` does not follow this prospect.
    """
    now = now or timezone.now()
    by.require("outreach.follow_prospect", prospect)
    with transaction.atomic():
        return record_answer(prospect, note, now=now, by=by)


def record_answer(
    prospect: Prospect, note: str, *, now: datetime, by: Person | None = None
) -> Touch:
    """Records that a prospect answered, and stops all their sequences, because a person talks with
    them from now on. Runs in the transaction of the caller.
    """
    end_enrolments(Q(prospect=prospect.pk), EndReason.ANSWERED, now=now)
    Prospect.objects.filter(pk=prospect.pk, last_touch_at__lt=now).update(last_touch_at=now)
    return Touch.objects.create(
        prospect=prospect, kind=Touch.Kind.ANSWER, at=now, by=by, note=" ".join(note.split())[:400]
    )


def leave_sequence(*, by: Person, enrolment: Enrolment, now: datetime | None = None) -> Enrolment:
    """Removes a prospect from a sequence. It is idempotent.

    Raises:
        NotAllowed: `by` does not run it.
    """
    by.require("outreach.run_sequence", enrolment)
    end_enrolments(Q(pk=enrolment.pk), EndReason.BY_HAND, now=now or timezone.now())
    enrolment.refresh_from_db()
    return enrolment


def end_for_candidate(prospect: Prospect, *, now: datetime) -> None:
    """Ends the enrolments of a prospect who has sent a project. Runs in the caller's
    transaction."""
    end_enrolments(Q(prospect=prospect.pk), EndReason.CANDIDATE, now=now)


def empty_letters(prospect: Prospect, *, now: datetime) -> None:
    """Ends the sequences of a prospect who is erased, and clears the personal data of their
    letters. The dates and visits of sent letters are retained. Runs in the caller's transaction.
    """
    end_enrolments(Q(prospect=prospect.pk), EndReason.ERASED, now=now)
    Sending.objects.filter(enrolment__prospect=prospect.pk).update(
        address="", subject="", answer="", answered_from="", code=None
    )


def merge_enrolments(survivor: Prospect, duplicate: Prospect, *, now: datetime) -> None:
    """Moves the enrolments of a merged record to the record that stays. A sequence in which both
    were enrolled continues for the record that stays only. Runs in the caller's transaction.
    """
    entered = Enrolment.objects.filter(prospect=survivor.pk).values_list("sequence", flat=True)
    of_both = list(entered)
    end_enrolments(Q(prospect=duplicate.pk, sequence__in=of_both), EndReason.MERGED, now=now)
    Enrolment.objects.filter(prospect=duplicate.pk).exclude(sequence__in=of_both).update(
        prospect=survivor
    )
