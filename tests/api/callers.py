"""API clients that act in the name of a person."""

from django.test import Client

from bocage.people.models import Person
from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope


def program_of(person: Person, *scopes: ApiScope) -> Client:
    """A client with a token of a person, which opens everything where no scope is given."""
    opened = [scope.value for scope in scopes or ApiScope]
    _token, secret = make_token(by=person, person=person, name="Essais", scopes=opened, days=30)
    return Client(headers={"Authorization": f"Bearer {secret}"})
