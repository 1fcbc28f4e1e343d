"""Awareness meetings by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.meetings import remind_town_halls


@app.periodic(cron="50 8 * * *")
@task
def remind_town_halls_of_meetings(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `remind_town_halls`."""
    remind_town_halls()
