"""One-click answers about a row by mail: the link names the person and the row."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model, QuerySet

from bocage.foundation.errors import Refusal
from bocage.foundation.http.signed_actions import NoLongerPossible, Payload, SignedAction
from bocage.people.models import Person
from bocage.people.signed_in import person_of_payload


class RowAnswer[Row: Model](SignedAction):
    """An answer of the `person` of a link about the row that it names."""

    payload_key: ClassVar[str]
    """The word of the link that names the row."""
    rows: ClassVar[QuerySet[Any]]
    permission: ClassVar[str]
    """Permission that they need, on the row or on its `right_on`."""
    right_on: ClassVar[str] = ""

    def find_row(self, payload: Payload) -> tuple[Person, Row]:
        """Returns the person who answers, with their rights of today, and the row.

        Raises:
            NoLongerPossible: the account or the row is gone.
            Refusal: that of `without_right`.
        """
        person = person_of_payload(payload)
        row = self.rows.filter(pk=UUID(str(payload[self.payload_key]))).first()
        if person is None or row is None:
            raise NoLongerPossible
        concerned = getattr(row, self.right_on) if self.right_on else row
        if not person.has_perm(self.permission, concerned):
            raise self.without_right()
        return person, row

    def without_right(self) -> Refusal:
        """Returns the refusal for a person who no longer has the right."""
        return NoLongerPossible()
