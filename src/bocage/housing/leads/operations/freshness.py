"""Freshness of leads: unconfirmed ones are asked about, then hidden, then deleted.

Scheduled jobs call these. Each processes a batch of rows that no other worker holds, in one
transaction, and is harmless when it runs twice, late, or concurrently. A worker that was away for
months asks first, and hides a week after that.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.events import publish
from bocage.foundation.instance import current_instance
from bocage.housing.leads import notifications
from bocage.housing.leads.events import LeadEnded
from bocage.housing.leads.models.leads import Lead
from bocage.housing.leads.operations.owner_rows import NO_OWNER, write_owner
from bocage.housing.leads.operations.photos import drop_photo

ANSWER_WITHIN = timedelta(days=7)
OWNER_RETENTION = timedelta(days=90)
"""Time for which the owner's name and number, and the photos, outlive the end of their lead."""
BATCH = 200

Status = Lead.Status


def ask_about_old_leads(*, now: datetime | None = None) -> int:
    """Sends « toujours libre ? » about the leads without a confirmation for `lead_stale_days` (a
    setting of the instance); returns how many.
    """
    now = now or timezone.now()
    oldest = now - timedelta(days=current_instance().lead_stale_days)
    due = Q(
        status__in=(Status.REPORTED, Status.SHARED),
        confirmed_at__lte=oldest,
        confirmation_requested_at=None,
    )
    with transaction.atomic():
        leads = _batch(due)
        for lead in leads:
            lead.confirmation_requested_at = now
            lead.save(update_fields=["confirmation_requested_at"])
            notifications.ask_if_still_free(lead)
    return len(leads)


def hide_stale_leads(*, now: datetime | None = None) -> int:
    """Hides the leads whose question had no answer for a week; returns how many."""
    now = now or timezone.now()
    due = Q(
        status__in=(Status.REPORTED, Status.SHARED),
        confirmation_requested_at__lte=now - ANSWER_WITHIN,
    )
    with transaction.atomic():
        leads = _batch(due)
        for lead in leads:
            lead.status, lead.stale_at = Status.STALE, now
            lead.save(update_fields=["status", "stale_at"])
            notifications.notify_stale_lead(lead)
            publish(LeadEnded(lead_id=lead.pk, commune_code=lead.commune_id, status=lead.status))
    return len(leads)


def forget_owners(*, now: datetime | None = None) -> int:
    """Erases the owner's name and number, where the home is, and the photos, of leads that
    ended ninety days ago; returns how many."""
    now = now or timezone.now()
    ended = Q(status__in=(Status.CLOSED, Status.LISTED), closed_at__lte=now - OWNER_RETENTION) & (
        Q(has_owner=True) | ~Q(about_where="") | Q(photos__isnull=False)
    )
    with transaction.atomic():
        ended_leads = Lead.objects.filter(ended).values("pk").distinct()[:BATCH]
        leads = _batch(Q(pk__in=list(ended_leads.values_list("pk", flat=True))))
        for lead in leads:
            write_owner(lead, NO_OWNER)
            lead.about_where = ""
            lead.save(update_fields=["about_where"])
            for photo in lead.photos.all():
                drop_photo(photo)
    return len(leads)


def _batch(due: Q) -> list[Lead]:
    return list(
        lock_free_rows(Lead.objects.all())
        .select_related("commune", "reported_by")
        .filter(due)
        .order_by("confirmed_at", "pk")[:BATCH]
    )
