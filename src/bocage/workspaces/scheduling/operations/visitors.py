"""Account of a visitor at the desk or on the phone, found or created."""

from dataclasses import dataclass
from uuid import UUID

from bocage.people.errors import AddressTaken
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.people.operations.persons import (
    create_person,
    known_address,
    person_of_address,
    person_of_phone,
)
from bocage.workspaces.booking_refusals.errors import (
    VisitorsOfOneName,
    VisitorUnknown,
    VisitorUnnamed,
)
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.mails import KnownAtTheDesk
from bocage.workspaces.scheduling.visitors import known_to, people_named


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Visitor for whom a host acts: `person_id` of a person whom the place knows, else a name and a
    `contact`, which is an e-mail address or a telephone number.
    """

    person_id: UUID | None = None
    name: str = ""
    contact: str = ""


def person_at_the_desk(visitor: Visitor, place: Place, by: Person) -> Person:
    """Returns the account of a visitor, found or created; within the transaction of an operation
    that has checked that `by` runs the place.

    Raises:
        As `book_at_the_desk`, for who comes.
    """
    if visitor.person_id is not None:
        person = known_to(place).filter(pk=visitor.person_id).first()
        if person is None:
            raise VisitorUnknown
        return person
    name, contact = visitor.name.strip(), visitor.contact.strip()
    if not contact and "@" in name:
        name, contact = "", name
    if "@" in contact:
        return _person_of_address(contact, name, place, by)
    if not name:
        raise VisitorUnnamed
    if contact:
        return person_of_phone(phone=contact, name=name)
    namesakes = people_named(place, name)
    if not namesakes:
        raise VisitorUnknown
    if len(namesakes) > 1:
        raise VisitorsOfOneName
    return namesakes[0]


def _person_of_address(address: str, name: str, place: Place, by: Person) -> Person:
    """Returns the existing account of an address, or creates one and notifies its holder."""
    holder = known_address(email=address)
    if holder is not None:
        return holder
    try:
        person = create_person(email=address, name=name)
    except AddressTaken:
        # Made meanwhile, at another desk or by its holder.
        return person_of_address(email=address)
    mail = KnownAtTheDesk(place_name=place.name, host_name=by.name)
    write_to(person, mail)
    return person
