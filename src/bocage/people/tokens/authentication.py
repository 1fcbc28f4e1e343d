"""Authentication of API endpoints that need a token with a scope.

@router.read("", Page[BookingAnswer], summary=..., auth=Opened(ApiScope.BOOKINGS_READ))
def list_bookings(request: HttpRequest, ...) -> Page[BookingAnswer]:
    person = person_of(request)
"""

from django.http import HttpRequest

from bocage.foundation.api.problems import NotSignedIn
from bocage.people.models import Person
from bocage.people.tokens.access import Caller, caller_of
from bocage.people.tokens.scopes import ApiScope


class Opened:
    """Lets in who calls with a token that opens a scope."""

    def __init__(self, scope: ApiScope) -> None:
        self.scope = scope.value

    def __call__(self, request: HttpRequest) -> Caller:
        caller = caller_of(request)
        if caller is None:
            raise NotSignedIn
        caller.require(self.scope)
        return caller


def person_of(request: HttpRequest) -> Person:
    """Returns the person of the token.

    Raises:
        NotSignedIn: there is none.
    """
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn
    return caller.person
