"""Merge of two records of one person, or decision that they are two people.

An automatic process never overrides a decision made by a person.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_rows
from bocage.outreach.prospects.errors import CannotMerge
from bocage.outreach.prospects.hooks import prospects_merged
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import NotTheSame, Prospect

if TYPE_CHECKING:
    from bocage.people.models import Person

BLANKS = ("email", "phone", "name", "origin", "trade", "family", "notes")


def merge_prospects(
    *, by: Person, survivor: Prospect, duplicate: Prospect, now: datetime | None = None
) -> Prospect:
    """Merges two records of the same person. `survivor` has priority, and takes missing values
    from `duplicate`; touches, consents and withdrawals of both are combined. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow both.
        CannotMerge: one is erased or merged, they are of two départements, or each has a project.
    """
    now = now or timezone.now()
    for prospect in (survivor, duplicate):
        by.require("outreach.follow_prospect", prospect)
    with transaction.atomic():
        survivor, duplicate = _locked_pair(survivor, duplicate)
        if duplicate.merged_into_id == survivor.pk and not survivor.erased_at:
            return survivor
        _refuse_strangers(survivor, duplicate)
        _merge_agreements(survivor, duplicate, now)
        duplicate.touches.update(prospect=survivor)
        for follow in prospects_merged:
            follow(survivor, duplicate, now=now)
        Prospect.objects.filter(merged_into=duplicate).update(merged_into=survivor)
        _record_differences(survivor, duplicate)
        project, person = duplicate.project, duplicate.person
        duplicate.merged_into, duplicate.project = survivor, None
        duplicate.save(update_fields=["merged_into", "project"])
        for field in BLANKS:
            if not getattr(survivor, field):
                setattr(survivor, field, getattr(duplicate, field))
        survivor.interests = list(dict.fromkeys([*survivor.interests, *duplicate.interests]))
        survivor.project, survivor.person = survivor.project or project, survivor.person or person
        survivor.captured_at = min(survivor.captured_at, duplicate.captured_at)
        survivor.last_touch_at = max(survivor.last_touch_at, duplicate.last_touch_at)
        survivor.status, survivor.confirmed_at = _merged_status(survivor, duplicate)
        survivor.save()
    return survivor


def mark_as_distinct(
    *, by: Person, first: Prospect, second: Prospect, now: datetime | None = None
) -> None:
    """Marks two records as two people, so that they are not proposed again. It is idempotent.

    Raises:
        NotAllowed: `by` does not follow both.
    """
    for prospect in (first, second):
        by.require("outreach.follow_prospect", prospect)
    _write_difference(first.pk, second.pk, by, now or timezone.now())


def _locked_pair(survivor: Prospect, duplicate: Prospect) -> tuple[Prospect, Prospect]:
    rows = lock_rows(Prospect.objects.all()).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[survivor.pk, duplicate.pk])}
    if len(locked) != 2:
        raise CannotMerge
    return locked[survivor.pk], locked[duplicate.pk]


def _refuse_strangers(survivor: Prospect, duplicate: Prospect) -> None:
    is_gone = any(
        prospect.erased_at or prospect.merged_into_id for prospect in (survivor, duplicate)
    )
    two_projects = survivor.project_id and duplicate.project_id
    if is_gone or two_projects or survivor.departement_id != duplicate.departement_id:
        raise CannotMerge


def _merge_agreements(survivor: Prospect, duplicate: Prospect, now: datetime) -> None:
    """Merges the consents of both records: one per purpose, and none withdrawn on either record
    after the other gave it."""
    pair_consents = ProspectConsent.objects.filter(prospect__in=[survivor, duplicate])
    for purpose in ProspectConsent.Purpose:
        consents = list(pair_consents.filter(purpose=purpose).order_by("given_at", "id"))
        withdrawn = [row for row in consents if row.withdrawn_at]
        last_withdrawn = max(
            withdrawn, key=lambda consent: consent.withdrawn_at or now, default=None
        )
        in_force = [row for row in consents if row.withdrawn_at is None]
        confirmed_first = sorted(
            in_force, key=lambda consent: (consent.confirmed_at is None, consent.given_at)
        )
        for rank, consent in enumerate(confirmed_first):
            taken_back = (
                last_withdrawn is not None
                and (last_withdrawn.withdrawn_at or now) > consent.given_at
            )
            if rank or taken_back:
                consent.withdrawn_at = now
                consent.withdrawn_by = (
                    last_withdrawn.withdrawn_by
                    if last_withdrawn and taken_back
                    else ProspectConsent.WithdrawnBy.STAFF.value
                )
                consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    duplicate.consents.update(prospect=survivor)


def _merged_status(survivor: Prospect, duplicate: Prospect) -> tuple[str, datetime | None]:
    Status = Prospect.Status  # noqa: N806 - a class
    times = [prospect.confirmed_at for prospect in (survivor, duplicate) if prospect.confirmed_at]
    confirmed_at = min(times, default=None)
    statuses = {survivor.status, duplicate.status}
    if Status.CANDIDATE in statuses:
        return Status.CANDIDATE, confirmed_at
    if not survivor.consents.filter(withdrawn_at=None).exists() and Status.UNSUBSCRIBED in statuses:
        return Status.UNSUBSCRIBED, confirmed_at
    return (Status.CONFIRMED if confirmed_at else Status.CAPTURED), confirmed_at


def _record_differences(survivor: Prospect, duplicate: Prospect) -> None:
    """Copies the decisions « not the same person » from the duplicate to the survivor."""
    differences = NotTheSame.objects.filter(Q(first=duplicate) | Q(second=duplicate)).exclude(
        Q(first=survivor) | Q(second=survivor)
    )
    for difference in differences:
        other_id = (
            difference.second_id if difference.first_id == duplicate.pk else difference.first_id
        )
        _write_difference(survivor.pk, other_id, difference.decided_by, difference.decided_at)


def _write_difference(survivor_id: UUID, other_id: UUID, by: Person | None, now: datetime) -> None:
    first, second = sorted([survivor_id, other_id], key=str)
    NotTheSame.objects.bulk_create(
        [NotTheSame(first_id=first, second_id=second, decided_by=by, decided_at=now)],
        ignore_conflicts=True,
    )
