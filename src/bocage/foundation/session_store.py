"""Sessions in the database, as Django keeps them, read by a statement made once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from bocage.foundation.row_reads import RowRead

session_by_key = RowRead(Session, "session_key")


class SessionStore(DatabaseStore):
    """Every request of somebody who is signed in reads one session."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        session = session_by_key.get(self.session_key)
        if session is None or session.expire_date <= timezone.now():
            self._session_key = None
            return None
        return session
