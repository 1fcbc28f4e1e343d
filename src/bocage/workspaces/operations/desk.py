"""Booking for somebody who stands at the desk or is on the phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.people.errors import AddressTaken
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.people.operations.persons import (
    create_person,
    known_address,
    person_of_address,
    person_of_phone,
)
from bocage.workspaces.errors import VisitorsOfOneName, VisitorUnknown, VisitorUnnamed
from bocage.workspaces.host_mails import KnownAtTheDesk
from bocage.workspaces.models.bookings import Booking
from bocage.workspaces.models.places import Place
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.operations.bookings import book_resources
from bocage.workspaces.operations.series import book_series
from bocage.workspaces.price_errors import RULES
from bocage.workspaces.visitors import known_to, people_named


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who it is for: `person_id` of somebody the place knows, else a name and a `contact`, which
    is an e-mail address or a telephone number."""

    person_id: UUID | None = None
    name: str = ""
    contact: str = ""


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
    """Books for a visitor, whose account is found or made; both happen, or neither.

    An account that exists already keeps its name, and nothing of it is shown to `by` that its
    holder does not show to hosts. A new one opens with a code sent to its own address alone.

    Raises:
        NotAllowed: `by` does not run the place.
        VisitorUnknown, VisitorUnnamed, VisitorsOfOneName: it is not clear who comes.
        NotAnAddress, NotAPhone: the contact is neither.
        BookingRefused: as `book_resources`.
    """
    by.require("workspaces.book_for_somebody_else", place)
    with refusing(RULES):
        person = person_at_the_desk(visitor, place, by)
        return book_resources(
            by=by, place=place, resources=resources, period=period, booked_for=person, **details
        )


@retry_on_conflict
def book_series_at_the_desk(
    *, by: Person, place: Place, visitor: Visitor, **details: Any
) -> BookingSeries:
    """Books a series for a visitor, whose account is found or made; both happen, or neither.

    Raises:
        As `book_at_the_desk` for who comes, and as `book_series`.
    """
    by.require("workspaces.book_for_somebody_else", place)
    with refusing(RULES):
        person = person_at_the_desk(visitor, place, by)
        return book_series(by=by, place=place, booked_for=person, **details)


def person_at_the_desk(visitor: Visitor, place: Place, by: Person) -> Person:
    """The account of a visitor, found or made; within the transaction of an operation that has
    checked that `by` runs the place.

    Raises:
        As `book_at_the_desk`, for who comes.
    """
    if visitor.person_id is not None:
        known = known_to(place).filter(pk=visitor.person_id).first()
        if known is None:
            raise VisitorUnknown
        return known
    name, contact = visitor.name.strip(), visitor.contact.strip()
    if not contact and "@" in name:
        name, contact = "", name
    if "@" in contact:
        return _person_of_address(contact, name, place, by)
    if not name:
        raise VisitorUnnamed
    if contact:
        return person_of_phone(phone=contact, name=name)
    named = people_named(place, name)
    if not named:
        raise VisitorUnknown
    if len(named) > 1:
        raise VisitorsOfOneName
    return named[0]


def _person_of_address(address: str, name: str, place: Place, by: Person) -> Person:
    """The account of an address as it is; a new one is told to its holder."""
    known = known_address(email=address)
    if known is not None:
        return known
    try:
        person = create_person(email=address, name=name)
    except AddressTaken:
        # Made meanwhile, at another desk or by its holder.
        return person_of_address(email=address)
    mail = KnownAtTheDesk(place_name=place.name, host_name=by.name)
    write_to(person, mail)
    return person
