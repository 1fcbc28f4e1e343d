"""The message of the morning. Safe to run twice, and at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.digests import send_morning_digests


@app.periodic(cron="*/15 * * * *")
@task
def tell_what_waits_this_morning(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `send_morning_digests`, which knows the hours."""
    send_morning_digests()
