"""Who a session belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from bocage.people.models import Person
from bocage.people.session_store import read_person


class PersonBackend(AuthenticationBackend):
    """allauth's sign-in; the person of a request is read with their session."""

    def get_user(self, user_id: Any) -> Person | None:
        person = read_person(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
