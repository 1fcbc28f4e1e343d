"""Authentication backend: the person of a session."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from bocage.foundation.http.row_security import read_for
from bocage.people.models import Person
from bocage.people.sign_in.session_store import read_person


class PersonBackend(AuthenticationBackend):
    """allauth's sign-in; the person of a request is read with their session."""

    def get_user(self, user_id: Any) -> Person | None:
        person = read_person(user_id)
        if person is None or not self.user_can_authenticate(person):
            return None
        read_for(person.pk)
        return person


@receiver(user_logged_in, dispatch_uid="reader_signs_in")
def set_reader_at_sign_in(user: Person, **_signal: Any) -> None:
    """Makes the person who signs in the reader of the rest of the request, for row-level
    security.
    """
    read_for(user.pk)
