"""What the room does by itself, by the clock. Each is safe to run twice, and at once."""

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.workspaces.operations import (
    complete_past_bookings,
    expire_entries,
    lapse_offers,
    lapse_requests,
    lapse_series_requests,
    offer_what_is_free,
    release_unattended,
    remind_approvers,
    remind_series_approvers,
    send_reminders,
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


@app.periodic(cron="* * * * *")
@task
def settle_what_is_due(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Ends requests, offers and waits whose time has come, and offers what is free."""
    lapse_requests()
    lapse_series_requests()
    lapse_offers()
    expire_entries()
    offer_what_is_free()


@app.periodic(cron="*/5 * * * *")
@task
def remind_people(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Reminds people of their bookings, and hosts of the requests that wait for them."""
    send_reminders()
    remind_approvers()
    remind_series_approvers()
