"""Searches of a mailbox, attached to the account that comes to read it."""

from uuid import UUID

from bocage.foundation.events import handles
from bocage.housing.searches.operations import attach_searches, follow_communes
from bocage.people.events import AddressOfPersonChanged, PersonCreated
from bocage.people.models import Person
from bocage.territory.events import CommunesMoved


@handles(PersonCreated)
def attach_searches_of_address(event: PersonCreated) -> None:
    """Attaches to a new account the searches of its address, which the account has proved to
    control.
    """
    _attach(event.person_id)


@handles(AddressOfPersonChanged)
def attach_searches_of_new_address(event: AddressOfPersonChanged) -> None:
    """Attaches to an account the searches of the address that its person reads from now on."""
    _attach(event.person_id)


@handles(CommunesMoved)
def move_searches(_event: CommunesMoved) -> None:
    """Searches around a commune follow it."""
    follow_communes()


def _attach(person_id: UUID) -> None:
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is not None:
        attach_searches(person=person)
