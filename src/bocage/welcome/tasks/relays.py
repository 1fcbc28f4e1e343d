"""Relays by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.relay_clock import follow_up_relays


@app.periodic(cron="13 7-18 * * 1-5")
@task
def follow_up_town_halls(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Reminds, and asks the next. By day, and not on Sundays."""
    follow_up_relays()
