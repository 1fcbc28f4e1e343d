"""Operations on booths: opened from a campaign for a tablet, closed, and contacts received."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.contact.models import Booth
from bocage.outreach.prospects.operations.prospects import Capture, capture_prospect

if TYPE_CHECKING:
    from bocage.people.models import Person

MAX_DAYS = 31
HEARD_EVERY = timedelta(minutes=1)


def open_booth(
    *, by: Person, campaign: Campaign, label: str, days: int, now: datetime | None = None
) -> Booth:
    """Opens a booth for a tablet without an account.

    Raises:
        NotAllowed: `by` does not run this campaign.
    """
    now = now or timezone.now()
    by.require("outreach.run_campaign", campaign)
    return Booth.objects.create(
        campaign=campaign,
        label=" ".join(label.split())[:80],
        opened_by=by,
        opened_at=now,
        closes_at=now + timedelta(days=max(1, min(days, MAX_DAYS))),
    )


def close_booth(*, by: Person, booth: Booth, now: datetime | None = None) -> Booth:
    """Closes a booth at once, so that a lost tablet can send nothing more. It is idempotent.

    Raises:
        NotAllowed: `by` does not run its campaign.
    """
    return _revoke(by, booth, now or timezone.now())


def reopen_booth(*, by: Person, booth: Booth) -> Booth:
    """Reopens a booth, so that the contacts pending on its tablet arrive.

    Raises:
        NotAllowed: `by` does not run its campaign.
    """
    return _revoke(by, booth, None)


def take_contacts(
    *, booth: Booth, contacts: Sequence[Capture], now: datetime | None = None
) -> None:
    """Stores the contacts sent by a tablet, each once however often it is sent. The caller has
    found the booth open; each contact is attributed to the person who opened it."""
    now = now or timezone.now()
    for contact in contacts:
        capture_prospect(capture=contact, now=now)
    if booth.last_heard_at is None or now - booth.last_heard_at > HEARD_EVERY:
        Booth.objects.filter(pk=booth.pk).update(last_heard_at=now)


def _revoke(by: Person, booth: Booth, revoked_at: datetime | None) -> Booth:
    by.require("outreach.run_campaign", booth.campaign)
    with transaction.atomic():
        booth = lock_row(booth)
        if (booth.revoked_at is None) != (revoked_at is None):
            booth.revoked_at = revoked_at
            booth.save(update_fields=["revoked_at"])
    return booth
