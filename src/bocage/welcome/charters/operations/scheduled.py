"""Scheduled jobs of commitments: marked as done from recorded facts, reminded, reported late. Safe
to run twice.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.territory.models import Commune
from bocage.welcome.charters import notifications
from bocage.welcome.charters.models import Commitment
from bocage.welcome.charters.operations.charters import fulfil_commitment
from bocage.welcome.communes.welcoming_criteria import welcoming_states

RECALL_BEFORE = timedelta(days=21)
REPORT_LATE_AFTER = timedelta(days=7)

PROOF_OF_KIND = {
    Commitment.Kind.REFERENT: "referent_named",
    Commitment.Kind.SPONSOR: "sponsor_named",
    Commitment.Kind.LEADS: "leads_fresh",
    Commitment.Kind.WORKSPACE: "workspace_near",
    Commitment.Kind.CEREMONY: "ceremony_held",
}
"""Criteria of a « commune accueillante » that prove by themselves that a commitment is done."""


def mark_fulfilled_commitments(*, now: datetime | None = None) -> int:
    """Marks as done the commitments that recorded facts fulfil. Returns how many."""
    open_commitments = (
        Commitment.objects.filter(
            done_on=None, kind__in=list(PROOF_OF_KIND), charter__ended_at=None
        )
        .select_related("charter__commune")
        .order_by("charter", "pk")
    )
    kinds_by_commune: dict[str, set[str]] = {}
    count = 0
    for commitment in open_commitments:
        commune: Commune = commitment.charter.commune
        if commune.pk not in kinds_by_commune:
            kinds_by_commune[commune.pk] = {
                welcoming_state.name
                for welcoming_state in welcoming_states(commune)
                if welcoming_state.holds
            }
        if PROOF_OF_KIND[Commitment.Kind(commitment.kind)] in kinds_by_commune[commune.pk]:
            fulfil_commitment(by=None, commitment=commitment, now=now)
            count += 1
    return count


def recall_commitments(*, now: datetime | None = None) -> int:
    """Reminds the town hall once before a commitment is due, and once when it is late, then with
    the welcome team too. Returns how many commitments were written about.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        waiting = lock_free_rows(Commitment.objects.all()).filter(
            done_on=None, charter__ended_at=None
        )
        waiting = waiting.select_related("charter__commune").order_by("due_on", "pk")
        soon = list(
            waiting.filter(reminded_at=None, due_on__gte=today, due_on__lte=today + RECALL_BEFORE)
        )
        late = list(waiting.filter(overdue_reported_at=None, due_on__lte=today - REPORT_LATE_AFTER))
        notifications.recall(soon)
        notifications.report_late_commitments(late)
        Commitment.objects.filter(pk__in=[commitment.pk for commitment in soon]).update(
            reminded_at=now
        )
        Commitment.objects.filter(pk__in=[commitment.pk for commitment in late]).update(
            overdue_reported_at=now
        )
    return len(soon) + len(late)
