"""Operations on reported conversations, and temporary suspension of writers."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.network.messages import notifications
from bocage.network.messages.errors import ReportAlreadyClosed, SuspendedWithoutReason
from bocage.network.messages.models import ContactSuspension, Conversation, ConversationReport
from bocage.network.messages.operations.messages import remove_erased_messages, stop_conversation
from bocage.people.models import Person

Outcome = ConversationReport.Outcome


def report_conversation(
    *,
    by: Person,
    conversation: Conversation,
    reason: str,
    words: str = "",
    now: datetime | None = None,
) -> ConversationReport:
    """Reports a conversation to the people who run the club, and stops the messages of the other
    person. Reporting it again while the first report waits returns that report.

    Raises:
        NotAllowed: `by` takes no part.
    """
    by.require("network.see_conversation", conversation)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_row(conversation)
        stop_conversation(by=by, conversation=locked, now=now)
        waiting = locked.reports.filter(reported_by=by, handled_at=None).first()
        if waiting is not None:
            return waiting
        report = ConversationReport.objects.create(
            conversation=locked,
            reported_by=by,
            reason=reason,
            words=words.replace("\x00", "").strip()[:500],
            reported_at=now,
        )
        notifications.notify_report(report)
    return report


def close_report(
    *, by: Person, report: ConversationReport, now: datetime | None = None
) -> ConversationReport:
    """Closes a report without further action, and notifies its author. Idempotent.

    Raises:
        NotAllowed: `by` does not run this club, or takes part.
        ReportAlreadyClosed: its writer was suspended meanwhile.
    """
    by.require("network.decide_report", report)
    with transaction.atomic():
        locked = _lock_report(report)
        if locked.outcome == Outcome.CLOSED:
            return locked
        _close_report(locked, Outcome.CLOSED, by, now or timezone.now())
    return locked


def suspend_writer(
    *, by: Person, report: ConversationReport, reason: str, now: datetime | None = None
) -> ConversationReport:
    """Suspends the author of reported messages, who can no longer write to anybody through the
    club, and notifies both people. Idempotent: a person already suspended stays so for the first
    reason.

    Raises:
        NotAllowed: `by` does not run this club, or takes part.
        SuspendedWithoutReason: no reason was given.
        ReportAlreadyClosed: it was closed meanwhile.
    """
    by.require("network.decide_report", report)
    text, now = reason.strip()[:300], now or timezone.now()
    if not text:
        raise SuspendedWithoutReason
    with transaction.atomic():
        locked = _lock_report(report)
        if locked.outcome == Outcome.SUSPENDED:
            return locked
        _close_report(locked, Outcome.SUSPENDED, by, now)
        suspension = ContactSuspension(
            person=locked.reported, reason=text, suspended_at=now, suspended_by=by
        )
        ContactSuspension.objects.bulk_create([suspension], ignore_conflicts=True)
        if ContactSuspension.objects.filter(pk=suspension.pk).exists():
            notifications.notify_suspension(suspension)
    return locked


def lift_suspension(
    *, by: Person, suspension: ContactSuspension, now: datetime | None = None
) -> ContactSuspension:
    """Lifts a suspension, and notifies the person. Idempotent.

    Raises:
        NotAllowed: `by` runs no club.
    """
    by.require("network.lift_suspension", suspension)
    with transaction.atomic():
        locked = lock_row(suspension, "person")
        if locked.lifted_at is None:
            locked.lifted_at = now or timezone.now()
            locked.save(update_fields=["lifted_at"])
            notifications.notify_restoration(locked)
    return locked


def _close_report(report: ConversationReport, outcome: str, by: Person, now: datetime) -> None:
    if report.handled_at is not None:
        raise ReportAlreadyClosed
    report.outcome, report.handled_at, report.handled_by = outcome, now, by
    report.save(update_fields=["outcome", "handled_at", "handled_by"])
    notifications.notify_outcome(report)
    # Messages that both people had erased were retained for the report, and are deleted now. If the
    # conversation becomes empty, it is deleted with the report.
    remove_erased_messages(report.conversation)


def _lock_report(report: ConversationReport) -> ConversationReport:
    """Returns the report, under the lock of its conversation."""
    lock_row(report.conversation)
    return ConversationReport.objects.select_related(
        "conversation__writer", "conversation__reader", "reported_by"
    ).get(pk=report.pk)
