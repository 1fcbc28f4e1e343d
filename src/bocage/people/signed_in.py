"""Acting person: of a request, in views for signed-in people, and of the link of a mail."""

from uuid import UUID

from django.http import Http404, HttpRequest

from bocage.foundation.http.signed_actions import Payload
from bocage.people.models import Person


def current_person(request: HttpRequest) -> Person:
    """Returns the person who is signed in.

    Raises:
        Http404: nobody is signed in; the page must reveal nothing.
    """
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def person_of_mail(person_id: UUID) -> Person | None:
    """Returns the person to whom a link in a mail was sent; None if the account is closed or gone.

    Any reader of the mailbox has the link: mandates that require a second factor do not count.
    """
    return _by_mailbox_alone(Person.objects.filter(pk=person_id, is_active=True).first())


def person_of_sender(address: str) -> Person | None:
    """Returns the person of a sender's address, with the limits of `person_of_mail`."""
    return _by_mailbox_alone(Person.objects.filter(email__iexact=address, is_active=True).first())


def person_of_payload(payload: Payload) -> Person | None:
    """Returns the person in the payload of a signed action, with the limits of `person_of_mail`."""
    return person_of_mail(UUID(str(payload["person"])))


def _by_mailbox_alone(person: Person | None) -> Person | None:
    if person is not None:
        person.lacks_second_factor = True
    return person
