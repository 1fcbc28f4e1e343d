"""The same person met twice under two spellings: joined by somebody, or said to be two people. What
somebody decided, no machine undoes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.outreach.prospects.errors import CannotJoin
from bocage.outreach.prospects.hooks import prospects_joined
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import NotTheSame, Prospect

if TYPE_CHECKING:
    from bocage.people.models import Person

BLANKS = ("email", "phone", "name", "origin", "trade", "family", "notes")


def join_prospects(
    *, by: Person, kept: Prospect, joined: Prospect, now: datetime | None = None
) -> Prospect:
    """Merges two records of the same person. `kept` has priority, and takes missing values from the
    other; touches, consents and withdrawals of both are combined. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow both.
        CannotJoin: one is erased or merged, they are of two départements, or each has a project.
    """
    now = now or timezone.now()
    for prospect in (kept, joined):
        by.require("outreach.follow_prospect", prospect)
    with transaction.atomic():
        kept, joined = _locked_pair(kept, joined)
        if joined.joined_into_id == kept.pk and not kept.erased_at:
            return kept
        _refuse_strangers(kept, joined)
        _keep_agreements_of_both(kept, joined, now)
        joined.touches.update(prospect=kept)
        for follow in prospects_joined:
            follow(kept, joined, now=now)
        Prospect.objects.filter(joined_into=joined).update(joined_into=kept)
        _keep_differences(kept, joined)
        project, person = joined.project, joined.person
        joined.joined_into, joined.project = kept, None
        joined.save(update_fields=["joined_into", "project"])
        for field in BLANKS:
            if not getattr(kept, field):
                setattr(kept, field, getattr(joined, field))
        kept.interests = list(dict.fromkeys([*kept.interests, *joined.interests]))
        kept.project, kept.person = kept.project or project, kept.person or person
        kept.captured_at = min(kept.captured_at, joined.captured_at)
        kept.last_touch_at = max(kept.last_touch_at, joined.last_touch_at)
        kept.status, kept.confirmed_at = _standing(kept, joined)
        kept.save()
    return kept


def say_not_the_same(
    *, by: Person, first: Prospect, second: Prospect, now: datetime | None = None
) -> None:
    """Marks two records as two people, so that they are not proposed again. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow both.
    """
    for prospect in (first, second):
        by.require("outreach.follow_prospect", prospect)
    _write_difference(first.pk, second.pk, by, now or timezone.now())


def _locked_pair(kept: Prospect, joined: Prospect) -> tuple[Prospect, Prospect]:
    rows = lock_rows(Prospect.objects.all()).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, joined.pk])}
    if len(found) != 2:
        raise CannotJoin
    return found[kept.pk], found[joined.pk]


def _refuse_strangers(kept: Prospect, joined: Prospect) -> None:
    gone = any(one.erased_at or one.joined_into_id for one in (kept, joined))
    two_projects = kept.project_id and joined.project_id
    if gone or two_projects or kept.departement_id != joined.departement_id:
        raise CannotJoin


def _keep_agreements_of_both(kept: Prospect, joined: Prospect, now: datetime) -> None:
    """One agreement to a use stands, and none that either took back later than the other gave."""
    both = ProspectConsent.objects.filter(prospect__in=[kept, joined])
    for purpose in ProspectConsent.Purpose:
        given = list(both.filter(purpose=purpose).order_by("given_at", "id"))
        left = [one for one in given if one.withdrawn_at]
        last_left = max(left, key=lambda one: one.withdrawn_at or now, default=None)
        standing = [one for one in given if one.withdrawn_at is None]
        confirmed_first = sorted(standing, key=lambda one: (one.confirmed_at is None, one.given_at))
        for rank, one in enumerate(confirmed_first):
            taken_back = last_left is not None and (last_left.withdrawn_at or now) > one.given_at
            if rank or taken_back:
                one.withdrawn_at = now
                one.withdrawn_by = (
                    last_left.withdrawn_by
                    if last_left and taken_back
                    else ProspectConsent.WithdrawnBy.STAFF.value
                )
                one.save(update_fields=["withdrawn_at", "withdrawn_by"])
    joined.consents.update(prospect=kept)


def _standing(kept: Prospect, joined: Prospect) -> tuple[str, datetime | None]:
    Status = Prospect.Status  # noqa: N806 - a class
    times = [one.confirmed_at for one in (kept, joined) if one.confirmed_at]
    confirmed_at = min(times, default=None)
    both = {kept.status, joined.status}
    if Status.CANDIDATE in both:
        return Status.CANDIDATE, confirmed_at
    if not kept.consents.filter(withdrawn_at=None).exists() and Status.UNSUBSCRIBED in both:
        return Status.UNSUBSCRIBED, confirmed_at
    return (Status.CONFIRMED if confirmed_at else Status.CAPTURED), confirmed_at


def _keep_differences(kept: Prospect, joined: Prospect) -> None:
    """Who is not the one is not the other either."""
    said = NotTheSame.objects.filter(Q(first=joined) | Q(second=joined)).exclude(
        Q(first=kept) | Q(second=kept)
    )
    for one in said:
        other = one.second_id if one.first_id == joined.pk else one.first_id
        _write_difference(kept.pk, other, one.decided_by, one.decided_at)


def _write_difference(one: UUID, other: UUID, by: Person | None, now: datetime) -> None:
    first, second = sorted([one, other], key=str)
    NotTheSame.objects.bulk_create(
        [NotTheSame(first_id=first, second_id=second, decided_by=by, decided_at=now)],
        ignore_conflicts=True,
    )
