"""Ceremonies by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.ceremony_clock import ask_town_halls_if_held, remind_guests


@app.periodic(cron="20 8 * * *")
@task
def remind_guests_of_ceremonies(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `remind_guests`."""
    remind_guests()


@app.periodic(cron="35 8 * * *")
@task
def ask_if_ceremonies_were_held(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `ask_town_halls_if_held`."""
    ask_town_halls_if_held()
