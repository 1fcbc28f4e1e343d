"""What the board does by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.digests import send_morning_digests
from bocage.welcome.operations.following import release_projects_without_follower


@app.periodic(cron="*/15 * * * *")
@task
def tell_what_waits_this_morning(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `send_morning_digests`, which knows the hours."""
    send_morning_digests()


@app.periodic(cron="5 1 * * *")
@task
def free_projects_of_former_coordinators(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `release_projects_without_follower`: mandates that end on a known day."""
    release_projects_without_follower()
