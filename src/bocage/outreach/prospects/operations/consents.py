"""Consents of prospects, by purpose. Every mail or call checks them here when it is made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.prospects.formatting import Agreement
from bocage.outreach.prospects.hooks import consent_withdrawn
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect

if TYPE_CHECKING:
    from bocage.people.models import Person

Purpose = ProspectConsent.Purpose
CollectionMethod = ProspectConsent.CollectionMethod

NEEDS_A_MAILBOX = frozenset({Purpose.LETTERS, Purpose.EVENINGS})
"""Purposes that need a confirmed mailbox (double opt-in); a call does not."""


def agrees(prospect: Prospect, purpose: str) -> bool:
    """Checks whether a prospect currently consents to one use, and may be contacted for it."""
    in_force = ProspectConsent.objects.in_force().filter(
        prospect=prospect.pk,
        prospect__erased_at=None,
        prospect__merged_into=None,
        purpose=Purpose(purpose),
    )
    return in_force.exists()


def record_agreements(
    prospect: Prospect,
    agreements: tuple[Agreement, ...],
    *,
    at: datetime,
    campaign: Campaign | None = None,
    recorded_by: Person | None = None,
) -> list[ProspectConsent]:
    """Stores the consents of a prospect, in the transaction of the caller, which locked it.

    An existing consent is left as first given. A purpose that needs no mailbox takes effect
    immediately.

    Returns: the new consents.
    """
    in_force = set(
        ProspectConsent.objects.filter(prospect=prospect, withdrawn_at=None).values_list(
            "purpose", flat=True
        )
    )
    return ProspectConsent.objects.bulk_create(
        [
            ProspectConsent(
                prospect=prospect,
                purpose=Purpose(agreement.purpose),
                words=agreement.words,
                collection_method=CollectionMethod(agreement.collection_method),
                lawful_basis=agreement.lawful_basis,
                campaign=campaign,
                given_at=at,
                confirmed_at=None if agreement.purpose in NEEDS_A_MAILBOX else at,
                recorded_by=recorded_by,
            )
            for agreement in agreements
            if agreement.purpose not in in_force
        ]
    )


def confirm_consents(*, prospect: Prospect, now: datetime | None = None) -> Prospect:
    """Confirms all the consents of a prospect that are not withdrawn, once their mailbox has
    answered.

    Called by the signed link of the confirmation mail. It is idempotent, and does not restore
    withdrawn consents.
    """
    now = now or timezone.now()
    with transaction.atomic():
        prospect = lock_row(prospect)
        waiting = prospect.consents.filter(withdrawn_at=None, confirmed_at=None)
        if not waiting.update(confirmed_at=now):
            return prospect
        if prospect.status in {Prospect.Status.CAPTURED, Prospect.Status.UNSUBSCRIBED}:
            prospect.status = Prospect.Status.CONFIRMED
        prospect.confirmed_at = prospect.confirmed_at or now
        prospect.last_touch_at = max(prospect.last_touch_at, now)
        prospect.save(update_fields=["status", "confirmed_at", "last_touch_at"])
    return prospect


def withdraw_consents(
    *,
    prospect: Prospect,
    withdrawn_by: str,
    by: Person | None = None,
    purpose: str | None = None,
    now: datetime | None = None,
) -> Prospect:
    """Withdraws one consent of a prospect, or all of them without a `purpose`.

    `by` is the coordinator who records it on their behalf; None if they did it themselves, by the
    signed link of a letter. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow this prospect.
    """
    now = now or timezone.now()
    if by is not None and not by.has_perm("outreach.follow_prospect", prospect):
        raise NotAllowed
    with transaction.atomic():
        prospect = lock_row(prospect)
        ended = prospect.consents.filter(withdrawn_at=None)
        if purpose is not None:
            ended = ended.filter(purpose=Purpose(purpose))
        ended.update(withdrawn_at=now, withdrawn_by=ProspectConsent.WithdrawnBy(withdrawn_by).value)
        for follow in consent_withdrawn:
            follow(prospect, purpose, withdrawn_by, now=now)
        nothing_left = not prospect.consents.filter(withdrawn_at=None).exists()
        if nothing_left and prospect.status in {
            Prospect.Status.CAPTURED,
            Prospect.Status.CONFIRMED,
        }:
            prospect.status = Prospect.Status.UNSUBSCRIBED
            prospect.save(update_fields=["status"])
    return prospect
