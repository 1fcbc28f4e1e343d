"""What the room does by itself, by the clock."""

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.workspaces.operations import (
    complete_past_bookings,
    release_unattended,
    take_due_outside_calendars,
)


@app.periodic(cron="* * * * *")
@task
def release_what_nobody_uses(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `release_unattended`."""
    release_unattended()


@app.periodic(cron="4-59/10 * * * *")
@task
def end_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `complete_past_bookings`."""
    complete_past_bookings()


@app.periodic(cron="* * * * *")
@task
def read_outside_calendars(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Has the calendars kept elsewhere read, each every few minutes."""
    take_due_outside_calendars()
