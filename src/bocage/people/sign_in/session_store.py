"""Session store that loads a session and its person in one prepared statement."""

from contextvars import ContextVar
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from bocage.foundation.db.prepared_lookups import PreparedLookup
from bocage.people.models import Person, Session
from bocage.people.sign_in.session_ends import end_of

_session_by_key = PreparedLookup(Session, "session_key", joined=["person"])
_person_by_id = PreparedLookup(Person, "id")
_read_with_session: ContextVar[Person | None] = ContextVar("read_with_session", default=None)


class SessionStore(DatabaseStore):
    """Session store that reads a session and its person in one statement, at every request of a
    signed-in person.

    A session that is used goes on, until its absolute end (`session_ends`).
    """

    has_ended = False
    """True if the request had a key that is expired or was never valid."""

    def _validate_session_key(self, key: str | None) -> bool:
        """Checks whether a key has the form of our session keys: letters and digits."""
        return bool(super()._validate_session_key(key)) and str(key).isalnum()  # type: ignore[misc]  # not in the stubs

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        ends_at, unused_until = end_of(data), self.get_expiry_date()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]  # not in the stubs
            session_data=self.encode(data),
            expire_date=min(ends_at, unused_until) if ends_at else unused_until,
            person_id=data.get(SESSION_KEY),
        )

    def _get_session_from_db(self) -> Session | None:
        session = _session_by_key.get(self.session_key)
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            self.has_ended = True
            return None
        _read_with_session.set(session.person)
        return session


def read_person(person_id: Any) -> Person | None:
    """Returns a person by identifier, or None; without a query if their session was just read.

    The person read with a session serves once: a second call reads the row as it is by then.
    """
    person = _read_with_session.get()
    _read_with_session.set(None)
    if person is not None and str(person.pk) == str(person_id):
        return person
    return _person_by_id.get(person_id)
