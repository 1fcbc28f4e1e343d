"""Clearances: permissions that a host grants to a person to book restricted spaces."""

from datetime import date
from typing import Any

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import RULES, ClearanceInvalid, ResourceUnknown
from bocage.workspaces.booking_rules.models import Clearance
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.operations.visitors import Visitor, person_at_the_desk


def give_clearance(
    *,
    by: Person,
    place: Place,
    person: Person,
    kind: str,
    resource: Resource | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Clearance:
    """Records that a person is a member of a place, or was introduced to a resource (all of them,
    where `resource` is None), from `starts_on` (today by default) until the day before `ends_on`.

    Raises:
        NotAllowed: `by` does not run the place.
        ClearanceInvalid: an unknown kind, a membership of one resource, reversed dates.
        ResourceUnknown: the resource is of another place.
        ClearanceGiven: the person has it already, without an end.
    """
    by.require("workspaces.clear_people", place)
    if kind not in Clearance.Kind.values:
        raise ClearanceInvalid
    if resource is not None and resource.place_id != place.pk:
        raise ResourceUnknown
    with refusing(RULES):
        return Clearance.objects.create(
            place=place,
            person=person,
            kind=kind,
            resource=resource,
            starts_on=starts_on or timezone.localdate(),
            ends_on=ends_on,
            granted_by=by,
        )


@retry_on_conflict
def clear_visitor(*, by: Person, place: Place, visitor: Visitor, **ticked: Any) -> Clearance:
    """Grants a clearance to a visitor at the desk, whose account is found or created, in one
    transaction. `ticked` is as for `give_clearance`.

    Raises:
        NotAllowed: `by` does not run the place.
        VisitorUnknown, VisitorUnnamed, VisitorsOfOneName: the person cannot be identified.
        NotAnAddress, NotAPhone: the contact is neither.
        ClearanceInvalid, ResourceUnknown, ClearanceGiven: as `give_clearance`.
    """
    by.require("workspaces.clear_people", place)
    with refusing(RULES):
        person = person_at_the_desk(visitor, place, by)
        return give_clearance(by=by, place=place, person=person, **ticked)


def end_clearance(*, by: Person, clearance: Clearance, ends_on: date | None = None) -> Clearance:
    """Ends a clearance: `ends_on` is the first day without it (today by default). Idempotent: the
    earlier day stays.

    Existing bookings stay.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.clear_people", clearance.place)
    with refusing(RULES):
        locked = lock_row(clearance)
        day = max(ends_on or timezone.localdate(), locked.starts_on)
        if locked.ends_on is None or day < locked.ends_on:
            locked.ends_on = day
            locked.save(update_fields=["ends_on"])
    clearance.ends_on = locked.ends_on
    return clearance
