"""Who acts: in a request, for the views that are open to people alone, and by a link of a mail."""

from uuid import UUID

from django.http import Http404, HttpRequest

from bocage.foundation.signed_actions import Payload
from bocage.people.models import Person


def acting(request: HttpRequest) -> Person:
    """The person who is signed in.

    Raises:
        Http404: nobody is; the page then says nothing of what it holds.
    """
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def person_who_answers(payload: Payload) -> Person | None:
    """The person whom a one-click answer names; None where the account is closed or gone."""
    return Person.objects.filter(pk=UUID(str(payload["person"])), is_active=True).first()
