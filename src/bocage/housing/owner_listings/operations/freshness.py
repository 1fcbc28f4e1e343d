"""Freshness of owners' offers, like that of leads: « toujours libre ? », then hidden.

Scheduled jobs call these. Each processes a batch of rows that no other worker holds, in one
transaction, and is harmless when it runs twice, late, or concurrently. A worker that was away for
months asks first, and hides a week after that.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.instance import current_instance
from bocage.housing.leads.operations.freshness import ANSWER_WITHIN, BATCH
from bocage.housing.owner_listings.mails import OfferHidden, OfferStillFree
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.owner_listings.notifications import notify_owner
from bocage.housing.owner_listings.operations.offers import withdraw_listing

Status = OwnerOffer.Status


def ask_owners(*, now: datetime | None = None) -> int:
    """Sends « toujours libre ? » to the owners of homes without a confirmation for
    `lead_stale_days` (a setting of the instance, shared with leads); returns how many.
    """
    now = now or timezone.now()
    oldest = now - timedelta(days=current_instance().lead_stale_days)
    due = Q(
        confirmation_requested_at=None, listing__gone_at=None, listing__confirmed_at__lte=oldest
    )
    with transaction.atomic():
        offers = _batch(due)
        for offer in offers:
            offer.confirmation_requested_at = now
            offer.save(update_fields=["confirmation_requested_at"])
            assert offer.listing is not None  # noqa: S101 - `due` asks for one
            notify_owner(offer, OfferStillFree, confirmed_at=offer.listing.confirmed_at)
    return len(offers)


def hide_unanswered_offers(*, now: datetime | None = None) -> int:
    """Withdraws the homes whose owners did not answer within a week; returns how many. The owner
    can restore one in one click.
    """
    now = now or timezone.now()
    with transaction.atomic():
        offers = _batch(Q(confirmation_requested_at__lte=now - ANSWER_WITHIN))
        for offer in offers:
            offer.status = Status.STALE
            offer.save(update_fields=["status"])
            withdraw_listing(offer, now)
            notify_owner(offer, OfferHidden)
    return len(offers)


def _batch(due: Q) -> list[OwnerOffer]:
    return list(
        lock_free_rows(OwnerOffer.objects.all())
        .select_related("commune", "listing")
        .filter(due, status=Status.PUBLISHED)
        .order_by("pk")[:BATCH]
    )
