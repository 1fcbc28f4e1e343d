"""Who acts in a request, for the views that are open to people alone."""

from django.http import Http404, HttpRequest

from bocage.people.models import Person


def acting(request: HttpRequest) -> Person:
    """The person who is signed in.

    Raises:
        Http404: nobody is; the page then says nothing of what it holds.
    """
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
