"""What the room does by itself, at night."""

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.people.operations import forget_old_attempts
from bocage.people.session_store import SessionStore


@app.periodic(cron="17 3 * * *")
@task
def forget_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Deletes the codes, counts and sessions that no longer serve."""
    forget_old_attempts()
    SessionStore.clear_expired()
