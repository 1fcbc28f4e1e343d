"""Booking by a host for a visitor at the desk or on the phone."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.bookings.operations.bookings import book_resources
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.visitors import Visitor, person_at_the_desk


@retry_on_conflict
def book_at_the_desk(
    *,
    by: Person,
    place: Place,
    visitor: Visitor,
    resources: Iterable[UUID],
    period: Any,
    **details: Any,
) -> Booking:
    """Books for a visitor, whose account is found or created, in one transaction.

    An existing account is unchanged, and `by` only sees what its holder shows to hosts. A new one
    can only be opened with a code sent to its own address.

    Raises:
        NotAllowed: `by` does not run the place.
        VisitorUnknown, VisitorUnnamed, VisitorsOfOneName: the person cannot be identified.
        NotAnAddress, NotAPhone: the contact is neither.
        BookingRefused: as `book_resources`.
    """
    by.require("workspaces.book_for_somebody_else", place)
    with refusing(RULES):
        person = person_at_the_desk(visitor, place, by)
        return book_resources(
            by=by, place=place, resources=resources, period=period, booked_for=person, **details
        )
