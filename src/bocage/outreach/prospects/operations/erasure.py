"""Retention and erasure of prospects: their identity is erased, the figures stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.instance import current_instance
from bocage.outreach.prospects.hooks import prospect_erased
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import NotTheSame, Prospect, Touch

if TYPE_CHECKING:
    from bocage.people.models import Person

AT_ONCE = 500
"""Maximum number erased per night; the rest waits for the next night."""
UNCONFIRMED_RETENTION = timedelta(days=60)
"""An unconfirmed address may belong to a person who never gave it."""
SELF_REPORTED = (Touch.Kind.FORM, Touch.Kind.BOOTH, Touch.Kind.IMPORT)


def erase_prospect(
    *, prospect: Prospect, by: Person | None = None, now: datetime | None = None
) -> Prospect:
    """Erases the identity of a prospect, in their record and in those merged into it.

    The dates and campaigns of their touches are retained. `by` is None if they request it
    themselves, by their signed page, and for the scheduled job. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow this prospect.
    """
    now = now or timezone.now()
    if by is not None and not by.has_perm("outreach.follow_prospect", prospect):
        raise NotAllowed
    with transaction.atomic():
        prospect = lock_row(prospect)
        for merged in Prospect.objects.filter(merged_into=prospect, erased_at=None).order_by("pk"):
            erase_prospect(prospect=merged, now=now)
        if prospect.erased_at is not None:
            return prospect
        prospect.consents.filter(withdrawn_at=None).update(
            withdrawn_at=now, withdrawn_by=ProspectConsent.WithdrawnBy.ERASURE.value
        )
        prospect.touches.exclude(note="").update(note="")
        for follow in prospect_erased:
            follow(prospect, now=now)
        prospect.evening_registrations.update(name="", email="", purposes=[], forgotten_at=now)
        prospect.evening_invitations.filter(state="waiting").delete()
        NotTheSame.objects.filter(Q(first=prospect) | Q(second=prospect)).delete()
        for field in ("email", "phone", "name", "origin", "trade", "family", "notes"):
            setattr(prospect, field, "")
        prospect.interests, prospect.person, prospect.project = [], None, None
        prospect.status, prospect.erased_at = Prospect.Status.ERASED, now
        prospect.save()
    return prospect


def erase_old_prospects(*, now: datetime | None = None) -> int:
    """Erases the prospects without any contact for the retention period of the instance, and those
    whose mailbox never answered. Candidates are retained with their project. Returns the number
    erased.
    """
    now = now or timezone.now()
    oldest = now - timedelta(days=current_instance().prospect_retention_days)
    in_force = ProspectConsent.objects.in_force().filter(prospect=OuterRef("pk"))
    otherwise_met = Touch.objects.filter(prospect=OuterRef("pk")).exclude(kind__in=SELF_REPORTED)
    never_answered = Q(
        ~Exists(in_force),
        ~Exists(otherwise_met),
        status=Prospect.Status.CAPTURED,
        last_touch_at__lt=now - UNCONFIRMED_RETENTION,
    )
    over = Prospect.objects.current().filter(project=None)
    over = over.filter(Q(last_touch_at__lt=oldest) | never_answered)
    erased = list(over.order_by("last_touch_at", "pk")[:AT_ONCE])
    for prospect in erased:
        erase_prospect(prospect=prospect, now=now)
    return len(erased)
