"""Entitlements of people, granted by the club and by the welcome."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.people.errors import (
    EntitlementDatesOutOfOrder,
    EntitlementGrantedAlready,
    EntitlementUnknown,
)
from bocage.people.events import EntitlementEnded, EntitlementGranted
from bocage.people.models import Entitlement, Person


def grant_entitlement(
    *,
    by: Person | None,
    person: Person,
    kind: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    as_guest: bool = False,
) -> Entitlement:
    """Grants a person an entitlement, from `starts_on` (today by default) until the eve of
    `ends_on`. A guest has it on trial, and is not counted.

    `by=None` is a rule of the room that calls, such as the clock.

    Raises:
        EntitlementUnknown: `kind` is not one of `Entitlement.Kind`.
        NotAllowed: `by` may not give this entitlement.
        EntitlementDatesOutOfOrder: it would end before it begins.
        EntitlementGivenAlready: the person has that entitlement already, without an end.
    """
    if kind not in Entitlement.Kind.values:
        raise EntitlementUnknown
    if by is not None and not by.has_perm("people.grant_entitlement", kind):
        raise NotAllowed
    first_day = starts_on or timezone.localdate()
    if ends_on is not None and ends_on < first_day:
        raise EntitlementDatesOutOfOrder
    with refusing({"people_entitlement_open_once": EntitlementGrantedAlready}):
        entitlement = Entitlement.objects.create(
            person=person,
            kind=kind,
            starts_on=first_day,
            ends_on=ends_on,
            as_guest=as_guest,
            given_by=by,
        )
        publish(EntitlementGranted(entitlement_id=entitlement.pk))
    return entitlement


def end_entitlement(
    *, by: Person | None, entitlement: Entitlement, ends_on: date | None = None
) -> Entitlement:
    """Ends a entitlement: `ends_on` is the first day without it (today by default).

    Ending it twice is harmless: the earlier day stands. `by=None` is a rule, such as the clock.

    Raises:
        NotAllowed: `by` neither has this entitlement nor may give it.
    """
    if by is not None and not by.has_perm("people.end_entitlement", entitlement):
        raise NotAllowed
    with transaction.atomic():
        locked = lock_row(entitlement)
        day = max(ends_on or timezone.localdate(), locked.starts_on)
        if locked.ends_on is None or day < locked.ends_on:
            locked.ends_on = day
            locked.save(update_fields=["ends_on"])
            publish(EntitlementEnded(entitlement_id=locked.pk))
    entitlement.ends_on = locked.ends_on
    return entitlement
