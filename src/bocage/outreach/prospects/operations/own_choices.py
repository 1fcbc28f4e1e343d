"""Changes made by prospects themselves, on the signed page of their letters."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.outreach.prospects.formatting import agreements_to
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.consents import (
    confirm_consents,
    record_agreements,
    withdraw_consents,
)

Purpose = ProspectConsent.Purpose


def choose_purposes(
    *, prospect: Prospect, purposes: list[str], language: str, now: datetime | None = None
) -> Prospect:
    """Sets the uses that a prospect consents to, and withdraws the others. Since they come from
    their own mailbox, the consents are confirmed at once. One that is already in force stays as
    it was first given.
    """
    now = now or timezone.now()
    with transaction.atomic():
        prospect = lock_row(prospect)
        for purpose in Purpose:
            if purpose.value not in purposes:
                prospect = withdraw_consents(
                    prospect=prospect,
                    purpose=purpose.value,
                    withdrawn_by=ProspectConsent.WithdrawnBy.LINK,
                    now=now,
                )
        consents = record_agreements(
            prospect,
            agreements_to(purposes, language, ProspectConsent.CollectionMethod.FORM),
            at=now,
        )
        prospect = confirm_consents(prospect=prospect, now=now)
        if consents and prospect.status == Prospect.Status.UNSUBSCRIBED:
            prospect.status = (
                Prospect.Status.CONFIRMED if prospect.confirmed_at else Prospect.Status.CAPTURED
            )
            prospect.save(update_fields=["status"])
    return prospect
