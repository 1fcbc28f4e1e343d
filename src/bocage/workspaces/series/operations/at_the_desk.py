"""Booking of a series by a host for a visitor at the desk or on the phone."""

from typing import Any

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.operations.visitors import Visitor, person_at_the_desk
from bocage.workspaces.series.operations.series import book_series


@retry_on_conflict
def book_series_at_the_desk(
    *, by: Person, place: Place, visitor: Visitor, **details: Any
) -> BookingSeries:
    """Books a series for a visitor, whose account is found or created, in one transaction.

    Raises:
        As `book_at_the_desk` for the visitor, and as `book_series`.
    """
    by.require("workspaces.book_for_somebody_else", place)
    with refusing(RULES):
        person = person_at_the_desk(visitor, place, by)
        return book_series(by=by, place=place, booked_for=person, **details)
