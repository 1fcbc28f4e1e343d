"""What follow-ups do by the clock. Each is safe to run twice, and at once."""

from __future__ import annotations

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.welcome.operations.follow_ups import ask_due_follow_ups, call_about_silences


@app.periodic(cron="40 7 * * *")
@task
def ask_how_it_goes(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `ask_due_follow_ups`; then those to call, see `call_about_silences`."""
    ask_due_follow_ups()
    call_about_silences()
