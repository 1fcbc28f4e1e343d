"""What moves projects by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.stages import root_settled_households, take_up_rested_projects


@app.periodic(cron="35 5 * * *")
@task
def move_projects_by_the_clock(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """A year here makes a household rooted; a rest that is over is over."""
    root_settled_households()
    take_up_rested_projects()
