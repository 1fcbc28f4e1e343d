"""What the room does by itself, at night."""

from bocage.foundation.tasks import periodic
from bocage.people.operations import (
    forget_old_application_tokens,
    forget_old_attempts,
    forget_old_tokens,
)
from bocage.people.session_store import SessionStore


@periodic("17 3 * * *")
def forget_what_is_over() -> None:
    """Deletes the codes, counts, tokens and sessions that no longer serve."""
    forget_old_attempts()
    forget_old_tokens()
    forget_old_application_tokens()
    SessionStore.clear_expired()
