"""What the room does by itself, at night."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.people.operations import forget_old_attempts


@app.periodic(cron="17 3 * * *")
@task
def forget_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Deletes the codes, counts and sessions that no longer serve."""
    forget_old_attempts()
    call_command("clearsessions")
