"""Who a session belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from bocage.foundation.row_reads import RowRead
from bocage.people.models import Person

person_by_id = RowRead(Person, "id")


class PersonBackend(AuthenticationBackend):
    """allauth's sign-in; the person of a request is read by a statement made once."""

    def get_user(self, user_id: Any) -> Person | None:
        person = person_by_id.get(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
