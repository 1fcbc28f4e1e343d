"""What owners offer is asked about, as leads are: « toujours libre ? », then shown no more.

The clock calls these. Each takes a batch with the rows that no other worker holds, in one
transaction, and is harmless when it runs twice, late, or at once elsewhere. A worker that was
away for months asks first, and hides a week after it asked.
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
    """Sends « toujours libre ? » to the owners of homes that nobody confirmed for `lead_stale_days`
    (a setting of the instance, shared with leads); returns how many were asked.
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
    """Withdraws the homes whose owners were asked a week ago and did not answer; returns how
    many. One click of their owner brings them back."""
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
