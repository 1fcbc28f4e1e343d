"""Deduplication: each changed listing is attached to its dwelling, which is then updated.

Pending listings are the rows without `deduplicated_at`. A batch is one transaction; an advisory
lock allows one process at a time, since two listings of one home handled concurrently would each
create a dwelling. Idempotent.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.advisory_locks import take_advisory_lock
from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import periodic
from bocage.housing.deduplication.operations.dwellings import follow_listings
from bocage.housing.deduplication.operations.grouping import arrange_homes
from bocage.housing.deduplication.operations.landmarks import measure_landmarks
from bocage.housing.deduplication.operations.trait_reader import Reader
from bocage.housing.market.models.listings import Listing
from bocage.housing.market.operations import enqueue_matching

BATCH = 1_000
DEDUPLICATION_LOCK = "housing.deduplication"
"""Advisory lock held by processes that attach listings to dwellings."""


@periodic("* * * * *", description=_("Reprend les annonces restées à réunir"))
def deduplicate_pending_listings(*, now: datetime | None = None) -> int:
    """Attaches every listing that changed to its dwelling, and returns how many there were.

    Dwellings, verdicts on pairs and market facts follow within the same transaction, batch by
    batch; the tasks that wait for facts are scheduled when there are some.
    """
    reader = Reader()
    total = 0
    while count := _deduplicate_batch(reader, now or timezone.now()):
        total += count
    return total


@transaction.atomic
def _deduplicate_batch(reader: Reader, now: datetime) -> int:
    hold_deduplication_lock()
    batch = list(
        lock_free_rows(Listing.objects.to_deduplicate())
        .order_by("id")
        .values_list("pk", flat=True)[:BATCH]
    )
    if batch:
        deduplicate(batch, reader=reader, now=now)
    return len(batch)


def deduplicate(listings: list[UUID], *, reader: Reader, now: datetime) -> None:
    """Arranges these listings and all that share a home with them, within the transaction.

    Call `hold_deduplication_lock` before.
    """
    homes = arrange_homes(listings, reader=reader, now=now)
    facts = follow_listings(homes, now=now)
    Listing.objects.filter(pk__in=listings).update(deduplicated_at=now)
    followed = Listing.objects.filter(pk__in=listings, dwelling__isnull=False)
    measure_landmarks(
        set(followed.order_by().values_list("dwelling", flat=True)),
        notified={fact.dwelling_id for fact in facts},
        now=now,
    )
    if facts:
        enqueue_matching()


def hold_deduplication_lock() -> None:
    """Waits for the deduplication lock, and holds it until the commit."""
    take_advisory_lock(DEDUPLICATION_LOCK)
