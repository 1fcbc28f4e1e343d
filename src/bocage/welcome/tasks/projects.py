"""What becomes of projects by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.drafts import forget_old_drafts
from bocage.welcome.operations.retention import erase_silent_projects, warn_silent_households


@app.periodic(cron="17 4 * * *")
@task
def let_old_projects_go(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Forgets what was never sent, erases what stayed without news, and warns before."""
    forget_old_drafts()
    erase_silent_projects()
    warn_silent_households()
